package io.kubesphere.ai.kernel.workload.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountedInputTest {
    private static final Map<String, Content> FILES =
            Map.of("train/a.csv", Content.of("x\n1\n"), "b.txt", Content.of("b"));

    @TempDir
    private Path directory;

    private PlayedService service;
    private Pod pod;

    @BeforeEach
    void mount() throws IOException {
        service = PlayedService.start();
        pod = new Pod(directory, service);
        write("train/a.csv", "x\n1\n");
        write("b.txt", "b");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private void write(String path, String text) throws IOException {
        var file = pod.input("data", path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void whatIsThereIsComparedAndNothingFetchedOrWritten() {
        service.mounted("data", "Digest", FILES);

        assertThat(pod.prepare()).as(pod.err()).isZero();

        assertThat(service.seen("GET", "/blobs/")).isEmpty();
        assertThat(pod.input("data", Workspace.PARTIAL)).doesNotExist();
        assertThat(pod.input("data", "b.txt")).isWritable();
        assertThat(pod.out()).contains("input data: 2 of 2 files");
    }

    @Test
    void fetchedInputLiesBesideIt() {
        service.mounted("data", "Digest", FILES).input("labels", Map.of("l.txt", Content.of("l")));

        assertThat(pod.prepare()).as(pod.err()).isZero();

        assertThat(pod.input("labels", "l.txt")).hasContent("l");
    }

    @Test
    void everyKindOfDifferenceIsToldByName() throws IOException {
        service.mounted("data", "Digest", with("gone", "longer"));
        write("b.txt", "c");
        write("longer", "longer?");
        assertThat(pod.prepare()).isEqualTo(1);

        assertThat(pod.lastWords())
                .contains("the volume of input data is not what the version was made of")
                .contains("b.txt has other bytes")
                .contains("gone is not there")
                .contains("longer has 7 bytes instead of 6");
    }

    private static Map<String, Content> with(String... paths) {
        var files = new HashMap<>(FILES);
        for (var path : paths) {
            files.put(path, Content.of(path));
        }
        return files;
    }

    @Test
    void fileThatTheVersionHasNotIsTold() throws IOException {
        service.mounted("data", "Digest", FILES);
        write("train/more.csv", "m");

        assertThat(pod.prepare()).isEqualTo(1);

        assertThat(pod.lastWords()).contains("train/more.csv is not in the version");
    }

    @Test
    void bySizeAloneOtherBytesPassAndOthersSizesDoNot() throws IOException {
        service.mounted("data", "Size", FILES);
        write("b.txt", "c");
        assertThat(pod.prepare()).isZero();

        write("b.txt", "cc");

        assertThat(pod.prepare()).isEqualTo(1);
        assertThat(pod.lastWords()).contains("b.txt has 2 bytes instead of 1");
    }

    @Test
    void ofManyDifferencesTheFirstAreNamed() throws IOException {
        var files = new HashMap<>(FILES);
        for (var i = 0; i < 300; i++) {
            files.put("missing/" + i, Content.of("m"));
        }
        service.mounted("data", "Digest", files);

        assertThat(pod.prepare()).isEqualTo(1);

        assertThat(pod.lastWords().split("is not there", -1)).hasSize(6);
    }
}

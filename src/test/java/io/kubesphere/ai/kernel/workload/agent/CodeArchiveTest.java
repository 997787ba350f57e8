package io.kubesphere.ai.kernel.workload.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeArchiveTest {
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;

    @TempDir
    private Path directory;

    private PlayedService service;
    private Pod pod;

    @BeforeEach
    void start() {
        service = PlayedService.start();
        pod = new Pod(directory, service);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    static Stream<Arguments> formats() throws IOException {
        Archives.Entries<TarArchiveOutputStream> entries = tar -> {
            Archives.special(tar, "./", TarConstants.LF_DIR, "");
            Archives.special(tar, "./src/", TarConstants.LF_DIR, "");
            Archives.file(tar, "./src/train.py", 0644, "print(1)\n");
            Archives.file(tar, "./run.sh", 0755, "#!/bin/sh\n");
            Archives.file(tar, "deep/" + "x".repeat(120) + "/a.txt", 0600, "long\n");
        };
        var zip = Archives.zip(archive -> {
            Archives.file(archive, "src/", 0, "");
            Archives.file(archive, "src/train.py", 0, "print(1)\n");
            Archives.file(archive, "run.sh", FILE | 0755, "#!/bin/sh\n");
            Archives.file(archive, "deep/" + "x".repeat(120) + "/a.txt", FILE | 0600, "long\n");
        });
        return Stream.of(
                Arguments.of("tar", Archives.tar(entries)),
                Arguments.of("tar.gz", Archives.tarGz(entries)),
                Arguments.of("zip", zip));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    void everyFormatIsUnpackedWithItsExecutableFiles(String format, byte[] archive) {
        service.archive(archive);

        assertThat(pod.prepare()).isZero();

        assertThat(pod.code("src/train.py")).hasContent("print(1)\n");
        assertThat(Files.isExecutable(pod.code("run.sh"))).isTrue();
        assertThat(Files.isExecutable(pod.code("src/train.py"))).isFalse();
        assertThat(pod.code("deep/" + "x".repeat(120) + "/a.txt")).hasContent("long\n");
        assertThat(pod.code(Workspace.PARTIAL)).doesNotExist();
    }

    @Test
    void secondContainerStartsFromCleanCode() throws IOException {
        service.archive(Archives.tar(tar -> Archives.file(tar, "train.py", 0644, "print(1)\n")));
        assertThat(pod.prepare()).isZero();
        Files.writeString(pod.code("train.py"), "spoiled");
        Files.createDirectories(pod.code("__pycache__/deep"));

        assertThat(pod.prepare()).isZero();

        assertThat(pod.code("train.py")).hasContent("print(1)\n");
        assertThat(pod.code("__pycache__")).doesNotExist();
    }

    @Test
    void codeGoesIntoTheVolumeThatIsLinkedThere() throws IOException {
        service.archive(Archives.tar(tar -> Archives.file(tar, "train.py", 0644, "print(1)\n")));
        var volume = Files.createTempDirectory("volume");
        Files.createDirectories(pod.code("").getParent());
        Files.createSymbolicLink(pod.code(""), volume);

        assertThat(pod.prepare()).isZero();

        assertThat(volume.resolve("train.py")).hasContent("print(1)\n");
        assertThat(pod.code("")).isSymbolicLink();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../escaped", "/tmp/escaped", "a/../../escaped", ".aip-partial/escaped", "a\u0007b"})
    void pathThatLeavesTheCodeIsRefusedInEveryFormat(String path) throws IOException {
        var archives = List.of(
                Archives.tar(tar -> Archives.file(tar, path, 0644, "x")),
                Archives.tarGz(tar -> Archives.file(tar, path, 0644, "x")),
                Archives.zip(zip -> Archives.file(zip, path, 0, "x")));
        for (var archive : archives) {
            service.archive(archive);

            assertThat(pod.prepare()).isEqualTo(1);
            assertThat(pod.lastWords()).startsWith("the code cannot be used: ");
            assertThat(Path.of("/tmp/escaped")).doesNotExist();
            try (var files = Files.walk(directory)) {
                assertThat(files.map(Path::toString)).noneMatch(file -> file.contains("escaped"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            bytes = {
                TarConstants.LF_SYMLINK,
                TarConstants.LF_LINK,
                TarConstants.LF_FIFO,
                TarConstants.LF_CHR,
                TarConstants.LF_BLK,
                (byte) 'Z'
            })
    void tarWithAnythingButFilesAndDirectoriesIsRefused(byte kind) throws IOException {
        service.archive(Archives.tar(tar -> {
            Archives.special(tar, "odd", kind, "/etc");
            Archives.file(tar, "odd/passwd", 0644, "x");
        }));

        assertThat(pod.prepare()).isEqualTo(1);

        assertThat(pod.lastWords()).isEqualTo("the code cannot be used: odd is neither a file nor a directory");
        assertThat(pod.code("odd")).doesNotExist();
    }

    @Test
    void zipWithALinkIsRefused() throws IOException {
        service.archive(Archives.zip(zip -> Archives.file(zip, "odd", LINK | 0777, "/etc")));

        assertThat(pod.prepare()).isEqualTo(1);
        assertThat(pod.lastWords()).isEqualTo("the code cannot be used: odd is neither a file nor a directory");
    }

    @Test
    void bombIsRefusedBeforeItFillsTheDisk() throws IOException {
        var file = directory.resolve("bomb");
        Files.write(file, Archives.tarGz(tar -> Archives.file(tar, "zeros", 0644, "\0".repeat(5_000_000))));
        var bounds = new CodeTree.Bounds(100, 1_000_000);

        assertThatThrownBy(() -> new CodeArchive(file, new CodeTree(directory.resolve("code"), bounds)).unpack())
                .isInstanceOf(Problem.class)
                .hasMessage("the code is more than 976.6 KiB; bring data as an input instead");
        assertThat(Files.size(directory.resolve("code/zeros"))).isLessThanOrEqualTo(1_000_000);
    }

    @Test
    void archiveOfTooManyFilesIsRefused() throws IOException {
        var file = directory.resolve("many");
        Files.write(file, Archives.zip(zip -> {
            for (var i = 0; i < 11; i++) {
                Archives.file(zip, "f" + i, 0, "");
            }
        }));
        var bounds = new CodeTree.Bounds(10, 1_000_000);

        assertThatThrownBy(() -> new CodeArchive(file, new CodeTree(directory.resolve("code"), bounds)).unpack())
                .hasMessage("the code is more than 10 files; bring data as an input instead");
    }

    @Test
    void fileThatComesTwiceIsRefused() throws IOException {
        service.archive(Archives.tar(tar -> {
            Archives.file(tar, "train.py", 0644, "1");
            Archives.file(tar, "./train.py", 0644, "2");
        }));

        assertThat(pod.prepare()).isEqualTo(1);
        assertThat(pod.lastWords()).endsWith("train.py: something else is there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "print('this is not an archive, but long enough to be looked at')"})
    void whatIsNoArchiveIsSaidToBeNone(String text) {
        service.archive(Content.of(text).bytes());

        assertThat(pod.prepare()).isEqualTo(1);
        assertThat(pod.lastWords()).isEqualTo("the code archive is neither a zip, nor a tar, nor a tar.gz file");
    }

    @Test
    void backslashInATarIsRefused() throws IOException {
        service.archive(Archives.tar(tar -> Archives.file(tar, "a\\b", 0644, "x")));

        assertThat(pod.prepare()).isEqualTo(1);
        assertThat(pod.lastWords())
                .isEqualTo("the code cannot be used: a\\b must be relative, with / between its parts");
    }

    static Stream<byte[]> whole() throws IOException {
        var noise = new String(Content.noise(1, 20_000).bytes(), StandardCharsets.ISO_8859_1);
        return Stream.of(
                Archives.tar(tar -> Archives.file(tar, "a", 0644, noise)),
                Archives.tarGz(tar -> Archives.file(tar, "a", 0644, noise)),
                Archives.zip(zip -> Archives.file(zip, "a", 0, noise)));
    }

    @ParameterizedTest
    @MethodSource("whole")
    void archiveThatEndsEarlyIsSaidToBeDamaged(byte[] archive) {
        service.archive(Arrays.copyOf(archive, archive.length / 2));

        assertThat(pod.prepare()).isEqualTo(1);
        assertThat(pod.lastWords()).startsWith("the code archive is damaged: ");
    }
}

package io.kubesphere.ai.kernel.workload.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.kernel.content.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
    @TempDir
    private Path directory;

    private Path volume;
    private PlayedService service;
    private Pod pod;

    @BeforeEach
    void start() throws IOException {
        service = PlayedService.start();
        pod = new Pod(directory, service);
        volume = Files.createDirectory(directory.resolve("volume"));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Path write(String path, String text) throws IOException {
        var file = volume.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static String digest(String text) {
        return Digest.of(text).toString();
    }

    @Test
    void everyFileOfTheDirectoryIsToldWithItsDigest() throws IOException {
        write("2026/train/a.csv", "x\n1\n");
        write("2026/empty", "");
        write("2026/größe & co", "u");
        write("other", "not of it");
        service.snapshot().of("2026").inPagesOf(2);

        assertThat(pod.snapshot(volume)).as(pod.err()).isZero();

        assertThat(service.snapshot().digests())
                .isEqualTo(Map.of("train/a.csv", digest("x\n1\n"), "empty", digest(""), "größe & co", digest("u")));
    }

    @Test
    void whatIsKnownIsNotReadAndWhatWasListedIsNotListedAgain() throws IOException {
        var known = write("known", "k");
        write("new", "n");
        service.snapshot().know("known", "as before");
        assertThat(pod.snapshot(volume)).isZero();
        Files.delete(known);

        assertThat(pod.snapshot(volume)).isZero();

        assertThat(service.snapshot().digests()).isEqualTo(Map.of("known", "as before", "new", digest("n")));
        assertThat(service.seen("POST", "/listing/end")).hasSize(1);
    }

    @Test
    void linkWithinTheDirectoryIsAFileAndAllElseIsTold() throws IOException, InterruptedException {
        write("data/a", "a");
        write("secret", "s");
        Files.createSymbolicLink(volume.resolve("data/inner"), Path.of("a"));
        Files.createSymbolicLink(volume.resolve("data/out"), Path.of("../secret"));
        Files.createSymbolicLink(volume.resolve("data/nothing"), Path.of("absent"));
        Files.createDirectory(volume.resolve("data/below"));
        Files.createSymbolicLink(volume.resolve("data/loop"), Path.of("."));
        assertThat(new ProcessBuilder("mkfifo", volume.resolve("data/pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        service.snapshot().of("data");

        assertThat(pod.snapshot(volume)).isEqualTo(1);

        assertThat(pod.lastWords())
                .contains("out is a link out of the directory")
                .contains("nothing is a link to nothing")
                .contains("loop is a link to a directory")
                .contains("pipe is no regular file")
                .doesNotContain("inner");
        assertThat(service.snapshot().isListed()).isFalse();
        assertThat(service.snapshot().digests()).isEmpty();
    }

    @Test
    void nameThatIsNoPathOfAVersionIsTold() throws IOException {
        write("back\\slash", "b");
        write("cafe\u0301", "not in normal form C");

        assertThat(pod.snapshot(volume)).isEqualTo(1);

        assertThat(pod.lastWords()).contains("back\\slash has a name that", "must be in Unicode normal form C");
    }

    @Test
    void lostAndFoundOfAFileSystemIsNoPartOfIt() throws IOException {
        write("a", "a");
        write("lost+found/fragment", "f");

        assertThat(pod.snapshot(volume)).isZero();

        assertThat(service.snapshot().digests()).containsOnlyKeys("a");
    }

    @Test
    void directoryThatIsNotThereOrLeadsOutIsTold() throws IOException {
        Files.createSymbolicLink(volume.resolve("out"), Path.of("/etc"));
        service.snapshot().of("absent");
        assertThat(pod.snapshot(volume)).isEqualTo(1);
        assertThat(pod.lastWords()).contains("no directory absent");

        service.snapshot().of("out");
        assertThat(pod.snapshot(volume)).isEqualTo(1);
        assertThat(pod.lastWords()).contains("out leads out of the volume");
    }

    @Test
    void serviceThatStaysAwayLeavesTheRestToAnotherPod() throws IOException {
        write("a", "a");
        service.faults().add("POST", "/listing/end", 1000, new Faults.Answers(503, java.util.Optional.empty()));

        assertThat(pod.with("AIP_PATIENCE_SECONDS", "1").snapshot(volume)).isEqualTo(75);
    }

    @Test
    void stampStandsOnlyForWhatCannotChangeUnseen() throws IOException {
        var file = write("a", "a");
        var stat = Stat.of(file);
        var later = stat.changed().toInstant().plus(Duration.ofMinutes(1));

        assertThat(stat.stamp(stat.changed().toInstant().plusSeconds(1))).isEmpty();
        var stamp = stat.stamp(later);
        Files.writeString(file, "b");
        Files.setLastModifiedTime(file, stat.modified());

        assertThat(stamp).isNotEmpty();
        assertThat(Stat.of(file).modified()).isEqualTo(stat.modified());
        assertThat(Stat.of(file).stamp(Instant.MAX)).isNotEqualTo(stamp);
        assertThat(FileTime.from(later)).isGreaterThan(stat.changed());
    }
}

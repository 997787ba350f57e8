package io.kubesphere.ai.kernel.workload.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kubesphere.ai.testing.BesideOthers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pods of one node over one directory of it, in this process and in processes of their own. */
@BesideOthers
class NodeCacheTest {
    private static final String BLOBS = "/inputs/data/blobs/";
    private static final Content SMALL = Content.of("a,b\n1,2\n");
    private static final Content LARGE = Content.noise(7, 1_000_000);

    @TempDir
    private Path directory;

    private PlayedService service;
    private Path cache;

    @BeforeEach
    void start() {
        service = PlayedService.start();
        cache = directory.resolve("node");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Pod pod(String name, long bytes) throws IOException {
        return new Pod(Files.createDirectories(directory.resolve(name)), service)
                .with("AIP_CACHE", cache.toString())
                .with("AIP_CACHE_BYTES", Long.toString(bytes));
    }

    private Pod pod(String name) throws IOException {
        return pod(name, 100_000_000);
    }

    /** A service that has another run in mind. */
    private void another() {
        service.close();
        service = PlayedService.start();
    }

    private List<Path> kept() {
        return filesOf(cache.resolve("contents"));
    }

    private static List<Path> filesOf(Path place) {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path kept(Content content) {
        var hex = content.digest().hex();
        return cache.resolve("contents").resolve(hex.substring(0, 2)).resolve(hex);
    }

    @Test
    void secondPodOfTheNodeAsksForTheListOnly() throws IOException {
        service.input("data", Map.of("train/a.csv", SMALL, "again.csv", SMALL, "large.bin", LARGE));
        assertThat(pod("first").prepare()).isZero();
        assertThat(service.seen("GET", BLOBS)).hasSize(2);
        var second = pod("second");

        assertThat(second.prepare()).isZero();

        assertThat(service.seen("GET", BLOBS)).hasSize(2);
        assertThat(second.input("data", "large.bin")).hasBinaryContent(LARGE.bytes());
        assertThat(second.input("data", "again.csv")).hasContent("a,b\n1,2\n");
        assertThat(second.out()).contains("3 of 3 files", "3 files from this node: done");
        assertThat(Files.isWritable(second.input("data", "large.bin").getParent()))
                .isTrue();
    }

    @Test
    void podGetsNothingButWhatItsOwnListNames() throws IOException {
        service.input("data", Map.of("secret.txt", SMALL));
        assertThat(pod("theirs").prepare()).isZero();
        another();
        service.input("data", Map.of("own.bin", LARGE));
        var ours = pod("ours");

        assertThat(ours.prepare()).isZero();

        assertThat(kept(SMALL)).exists();
        assertThat(filesOf(ours.input("data", ""))).containsExactly(ours.input("data", "own.bin"));
    }

    @Test
    void spoiledContentIsFetchedAnewAndReplaced() throws IOException {
        service.input("data", Map.of("large.bin", LARGE, "a.csv", SMALL));
        assertThat(pod("first").prepare()).isZero();
        replace(kept(LARGE), Content.noise(8, 1_000_000).bytes());
        replace(kept(SMALL), new byte[0]);
        var second = pod("second");

        assertThat(second.prepare()).isZero();

        assertThat(second.input("data", "large.bin")).hasBinaryContent(LARGE.bytes());
        assertThat(second.input("data", "a.csv")).hasContent("a,b\n1,2\n");
        assertThat(service.seen("GET", BLOBS)).hasSize(4);
        assertThat(kept(LARGE)).hasBinaryContent(LARGE.bytes());
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Files.delete(file);
        Files.write(file, bytes);
    }

    @Test
    void leastRecentlyUsedGoFirstAndTheSizeIsKept() throws IOException {
        var contents = new ArrayList<Content>();
        for (var i = 0; i < 6; i++) {
            contents.add(Content.noise(i, 100_000));
        }
        for (var i = 0; i < 4; i++) {
            fetch("pod-" + i, contents.get(i));
            age(contents.get(i), Duration.ofHours(10 - i));
        }
        fetch("uses-the-oldest", contents.get(0));

        fetch("fills", contents.get(4));
        fetch("overfills", contents.get(5));

        assertThat(kept(contents.get(0))).exists();
        assertThat(kept(contents.get(1))).doesNotExist();
        assertThat(kept(contents.get(5))).exists();
        assertThat(kept().stream().mapToLong(file -> file.toFile().length()).sum())
                .isLessThanOrEqualTo(500_000);
    }

    private void fetch(String name, Content content) throws IOException {
        another();
        service.input("data", Map.of("one.bin", content));
        var pod = pod(name, 500_000);
        assertThat(pod.prepare()).as(pod::err).isZero();
        assertThat(pod.input("data", "one.bin")).hasBinaryContent(content.bytes());
    }

    private void age(Content content, Duration by) throws IOException {
        Files.setLastModifiedTime(kept(content), FileTime.from(Instant.now().minus(by)));
    }

    @Test
    void contentThatWouldTakeMostOfItIsNotKept() throws IOException {
        service.input("data", Map.of("large.bin", LARGE));

        assertThat(pod("first", 1_500_000).prepare()).isZero();

        assertThat(cache.resolve("contents"))
                .satisfiesAnyOf(place -> assertThat(place).doesNotExist(), place -> assertThat(kept())
                        .isEmpty());
    }

    @Test
    void directoryThatCannotBeUsedFailsNoRun() throws IOException {
        Files.writeString(cache, "a file");
        service.input("data", Map.of("a.csv", SMALL));
        var pod = pod("first");

        assertThat(pod.prepare()).isZero();

        assertThat(pod.input("data", "a.csv")).hasContent("a,b\n1,2\n");
        assertThat(pod.out()).contains("the cache of this node is not used");
    }

    @Test
    void whatAKilledPodHasLeftIsRemovedWhenRoomIsShort() throws IOException {
        fetch("first", Content.noise(1, 200_000));
        var left = Files.write(cache.resolve("partials").resolve("0000.250000"), new byte[250_000]);
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Files.writeString(cache.resolve("used"), "torn");

        fetch("second", Content.noise(2, 200_000));

        assertThat(left).doesNotExist();
        assertThat(kept()).hasSize(2);
    }

    @Test
    void podsThatStartTogetherFetchEachContentOnce() throws Exception {
        var files = new HashMap<String, Content>();
        for (var i = 0; i < 12; i++) {
            files.put("part-" + i, Content.noise(i, 700_000));
        }
        service.input("data", files);
        var pods = new ArrayList<Pod>();
        var processes = new ArrayList<Container>();
        for (var i = 0; i < 4; i++) {
            pods.add(pod("pod-" + i));
            processes.add(Container.start(directory, pods.get(i).environment(), "prepare"));
        }

        for (var process : processes) {
            assertThat(process.exitCode()).as(process::err).isZero();
        }

        assertThat(service.seen("GET", BLOBS)).hasSize(12);
        for (var pod : pods) {
            for (var file : files.entrySet()) {
                assertThat(pod.input("data", file.getKey()))
                        .hasBinaryContent(file.getValue().bytes());
            }
        }
    }

    @Test
    void killedPodHoldsUpNobody() throws Exception {
        var large = Content.noise(3, 30_000_000);
        service.input("data", Map.of("large.bin", large));
        service.faults().add("GET", BLOBS, 1, new Faults.FallsSilent(1_000_000));
        var doomed = pod("doomed");
        var second = pod("second");
        try (var first = Container.start(directory, doomed.environment(), "prepare")) {
            awaitBlob();
            try (var waiting = Container.start(directory, second.environment(), "prepare")) {
                first.kill();

                assertThat(waiting.exitCode()).as(waiting::err).isZero();
            }
        }
        assertThat(second.input("data", "large.bin")).hasBinaryContent(large.bytes());
        assertThat(service.seen("GET", BLOBS)).hasSize(2);
        assertThat(kept(large)).hasBinaryContent(large.bytes());
    }

    private void awaitBlob() {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> !service.seen("GET", BLOBS).isEmpty());
    }
}

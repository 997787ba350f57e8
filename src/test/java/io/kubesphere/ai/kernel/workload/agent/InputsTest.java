package io.kubesphere.ai.kernel.workload.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.testing.BesideOthers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BesideOthers
class InputsTest {
    private static final String BLOBS = "/inputs/data/blobs/";
    private static final Content SMALL = Content.of("a,b\n1,2\n");
    private static final Content LARGE = Content.noise(7, 1_000_000);

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

    @Test
    void filesComeIntoTheirDirectoriesAndCannotBeChanged() throws IOException {
        service.input("data", Map.of("train/a.csv", SMALL, "empty", Content.of(""), "large.bin", LARGE));
        service.input("labels", Map.of("a.csv", SMALL));

        assertThat(pod.prepare()).isZero();

        assertThat(pod.input("data", "train/a.csv")).hasContent("a,b\n1,2\n");
        assertThat(pod.input("labels", "a.csv")).hasContent("a,b\n1,2\n");
        assertThat(pod.input("data", "empty")).isEmptyFile();
        assertThat(pod.input("data", "large.bin")).hasBinaryContent(LARGE.bytes());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pod.input("data", "large.bin"))))
                .isEqualTo("r--r--r--");
        assertThat(pod.input("data", Workspace.PARTIAL)).doesNotExist();
        assertThat(pod.out()).contains("input data: 3 of 3 files, 976.6 KiB of 976.6 KiB: done");
    }

    @Test
    void secondContainerFetchesOnlyWhatIsMissingOrSpoiled() throws IOException {
        service.input("data", Map.of("kept", SMALL, "spoiled", LARGE, "missing", Content.of("m")));
        assertThat(pod.prepare()).isZero();
        var spoiled = pod.input("data", "spoiled");
        Files.delete(spoiled);
        Files.write(spoiled, Content.noise(8, 1_000_000).bytes());
        Files.delete(pod.input("data", "missing"));
        var before = service.seen("GET", BLOBS).size();

        assertThat(pod.prepare()).isZero();

        assertThat(service.seen("GET", BLOBS).subList(before, before + 2))
                .extracting(PlayedService.Seen::path)
                .noneMatch(path -> path.contains(SMALL.digest().hex()));
        assertThat(service.seen("GET", BLOBS)).hasSize(before + 2);
        assertThat(spoiled).hasBinaryContent(LARGE.bytes());
        assertThat(pod.input("data", "missing")).hasContent("m");
    }

    @Test
    void brokenConnectionIsResumedWhereItBroke() {
        service.input("data", Map.of("large.bin", LARGE));
        service.faults().add("GET", BLOBS, 1, new Faults.Cuts(400_000)).add("GET", BLOBS, 1, new Faults.Cuts(200_000));

        assertThat(pod.prepare()).isZero();

        assertThat(pod.input("data", "large.bin")).hasBinaryContent(LARGE.bytes());
        var requests = service.seen("GET", BLOBS);
        assertThat(requests).hasSize(3);
        assertThat(from(requests.get(1))).isBetween(1L, 400_000L);
        assertThat(from(requests.get(2))).isBetween(from(requests.get(1)) + 1, 600_000L);
    }

    private static long from(PlayedService.Seen request) {
        return Long.parseLong(request.range().orElseThrow().replaceAll("\\D", ""));
    }

    @Test
    void whatAnEarlierContainerHadFetchedOfAFileIsContinued() throws IOException {
        service.input("data", Map.of("large.bin", LARGE));
        var part = pod.input("data", Workspace.PARTIAL)
                .resolve(Digest.of("large.bin\n" + LARGE.digest()).hex());
        Files.createDirectories(part.getParent());
        Files.write(part, Arrays.copyOf(LARGE.bytes(), 300_000));

        assertThat(pod.prepare()).isZero();

        assertThat(from(service.seen("GET", BLOBS).get(0))).isEqualTo(300_000);
        assertThat(pod.input("data", "large.bin")).hasBinaryContent(LARGE.bytes());
    }

    @Test
    void serviceThatCannotResumeStartsOver() {
        service.input("data", Map.of("large.bin", LARGE));
        service.faults().add("GET", BLOBS, 1, new Faults.Cuts(400_000)).add("GET", BLOBS, 1, new Faults.IgnoresRange());

        assertThat(pod.prepare()).isZero();

        assertThat(pod.input("data", "large.bin")).hasBinaryContent(LARGE.bytes());
        assertThat(pod.out()).contains("976.6 KiB of 976.6 KiB: done");
    }

    @Test
    void connectionThatFallsSilentIsGivenUpAndResumed() {
        service.input("data", Map.of("large.bin", LARGE));
        service.faults()
                .add("GET", "/plan", 1, new Faults.FallsSilent(10))
                .add("GET", BLOBS, 1, new Faults.FallsSilent(400_000));
        pod.with("AIP_STALL_SECONDS", "1");

        assertThat(pod.prepare()).isZero();

        assertThat(pod.input("data", "large.bin")).hasBinaryContent(LARGE.bytes());
        assertThat(service.seen("GET", BLOBS)).hasSize(2);
    }

    @Test
    void eightFilesAreFetchedAtATime() {
        var files = new HashMap<String, Content>();
        for (var i = 0; i < 8; i++) {
            files.put("f" + i, Content.of("file " + i));
        }
        service.input("data", files);
        var together = new CyclicBarrier(8);
        var met = new AtomicInteger();
        service.faults().add("GET", BLOBS, 8, new Faults.First(() -> meet(together, met)));

        assertThat(pod.prepare()).isZero();
        assertThat(met).hasValue(8);
    }

    private static void meet(CyclicBarrier together, AtomicInteger met) {
        try {
            together.await(20, TimeUnit.SECONDS);
            met.incrementAndGet();
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void wrongBytesAreFetchedAgain() {
        service.input("data", Map.of("a.csv", SMALL));
        service.faults().add("GET", BLOBS, 2, new Faults.Lies());

        assertThat(pod.prepare()).isZero();

        assertThat(pod.input("data", "a.csv")).hasContent("a,b\n1,2\n");
        assertThat(pod.out()).contains("data/a.csv came with another digest than announced; fetching it again");
    }

    @Test
    void fileThatIsAlwaysWrongIsNeverPutInPlace() {
        service.input("data", Map.of("a.csv", SMALL));
        service.faults().add("GET", BLOBS, Faults.ALWAYS, new Faults.Lies());

        assertThat(pod.prepare()).isEqualTo(1);

        assertThat(pod.input("data", "a.csv")).doesNotExist();
        assertThat(pod.err().lines())
                .singleElement()
                .asString()
                .startsWith("data/a.csv came 3 times with another digest");
        assertThat(pod.lastWords()).isEqualTo(pod.err().strip());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 429})
    void troubleOfTheServiceIsWaitedOut(int status) {
        service.input("data", Map.of("a.csv", SMALL));
        var trouble = new Faults.Answers(status, Optional.empty());
        service.faults()
                .add("GET", "/plan", 1, trouble)
                .add("GET", "/manifest", 1, trouble)
                .add("GET", BLOBS, 2, trouble);

        assertThat(pod.prepare()).isZero();

        assertThat(pod.input("data", "a.csv")).hasContent("a,b\n1,2\n");
    }

    @Test
    void serviceSaysWhenToComeBack() {
        service.input("data", Map.of("a.csv", SMALL));
        service.faults().add("GET", "/plan", 1, new Faults.Answers(503, Optional.of(2)));

        assertThat(pod.prepare()).isZero();

        var requests = service.seen("GET", "/plan");
        assertThat(Duration.ofNanos(requests.get(1).nanos() - requests.get(0).nanos()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void serviceThatStaysAwayIsGivenUpWithOneClearLine() {
        service.faults().add("GET", "/plan", Faults.ALWAYS, new Faults.Answers(503, Optional.empty()));
        pod.with("AIP_PATIENCE_SECONDS", "2");

        assertThat(pod.prepare()).isEqualTo(1);

        assertThat(pod.err().lines())
                .singleElement()
                .asString()
                .isEqualTo("asking the service what to fetch failed, and so did all further tries: as the test wants it"
                        + " (503 for GET /workload/v1/plan)");
        assertThat(service.seen("GET", "/plan").size()).isGreaterThan(2);
    }

    @Test
    void serviceThatIsNotThereIsGivenUp() {
        service.close();
        pod.with("AIP_PATIENCE_SECONDS", "1");

        assertThat(pod.prepare()).isEqualTo(1);
        assertThat(pod.lastWords())
                .isEqualTo("asking the service what to fetch failed, and so did all further tries: no connection");
    }

    @Test
    void serverThatAlwaysBreaksAtTheSameByteIsGivenUp() {
        service.input("data", Map.of("large.bin", LARGE));
        service.faults().add("GET", BLOBS, Faults.ALWAYS, new Faults.BreaksAt(400_000));
        pod.with("AIP_PATIENCE_SECONDS", "2");

        assertThat(pod.prepare()).isEqualTo(1);
        assertThat(pod.lastWords()).startsWith("fetching data/large.bin failed, and so did all further tries");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void refusalIsFinal(int status) {
        service.input("data", Map.of("a.csv", SMALL));
        service.faults().add("GET", BLOBS, Faults.ALWAYS, new Faults.Answers(status, Optional.empty()));

        assertThat(pod.prepare()).isEqualTo(1);

        assertThat(service.seen("GET", BLOBS)).hasSize(1);
        assertThat(pod.lastWords()).startsWith("fetching data/a.csv failed: as the test wants it (" + status);
    }

    @Test
    void invalidTokenIsToldAtOnce() {
        pod.token("forged");

        assertThat(pod.prepare()).isEqualTo(1);

        assertThat(service.seen("GET", "/plan")).hasSize(1);
        assertThat(pod.lastWords())
                .contains("the run's token is not valid (401")
                .doesNotContain("forged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../escaped", "/tmp/escaped", "a/../../escaped", ".aip-partial/escaped", "a\\\\escaped"})
    void pathThatLeavesTheInputIsRefused(String path) throws IOException {
        service.input(
                "evil",
                "{\"path\":\"%s\",\"size\":%d,\"digest\":\"%s\"}\n".formatted(path, SMALL.size(), SMALL.digest()));

        assertThat(pod.prepare()).isEqualTo(1);

        assertThat(pod.err().lines()).singleElement().asString().contains("escaped");
        assertThat(Path.of("/tmp/escaped")).doesNotExist();
        assertThat(service.seen("GET", "/blobs/")).isEmpty();
        try (var files = Files.walk(directory)) {
            assertThat(files.map(Path::toString)).noneMatch(file -> file.contains("escaped"));
        }
    }

    @Test
    void fullDiskIsToldInWordsThatHelp() {
        assertThat(catchThrowable(
                        () -> Disk.on(Path.of("/dev/full"), () -> Files.write(Path.of("/dev/full"), new byte[] {1}))))
                .hasMessage("the disk is full at /dev/full: use less data, or ask for more ephemeral storage");
    }

    @Test
    void missingSettingIsNamed() {
        pod.with("AIP_TOKEN_FILE", "");

        assertThat(pod.prepare()).isEqualTo(1);
        assertThat(pod.lastWords()).isEqualTo("AIP_TOKEN_FILE is not set");
    }
}

package io.kubesphere.ai.kernel.workload.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.kernel.content.Manifest;
import io.kubesphere.ai.testing.BesideOthers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BesideOthers
class OutputsTest {
    private static final String BLOBS = "/outputs/blobs/";
    private static final Content WEIGHTS = Content.noise(3, 700_000);
    private static final Content CONFIG = Content.of("{}");

    @TempDir
    private Path directory;

    private PlayedService service;
    private Pod pod;

    @BeforeEach
    void start() {
        service = PlayedService.start();
        service.output("model", true);
        pod = new Pod(directory, service);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Manifest.File line(String path, Content content) {
        return new Manifest.File(path, content.size(), content.digest().toString());
    }

    private Manifest model() {
        return service.committed("model").orElseThrow();
    }

    @Test
    void everyFileIsStoredAndTheManifestTellsOfAll() {
        service.output("metrics", false);
        pod.leave("model", "weights/w.bin", WEIGHTS);
        pod.leave("model", "config.json", CONFIG);
        pod.leave("model", ".hidden", Content.of(""));
        pod.leave("metrics", "loss.csv", CONFIG);

        assertThat(pod.collect()).isEmpty();

        assertThat(model().files())
                .containsExactlyInAnyOrder(
                        line(".hidden", Content.of("")), line("config.json", CONFIG), line("weights/w.bin", WEIGHTS));
        assertThat(service.committed("metrics").orElseThrow().files()).containsExactly(line("loss.csv", CONFIG));
        assertThat(pod.out()).contains("output model: stored, 3 files, 683.6 KiB (" + model().digest() + ")");
    }

    @Test
    void whatIsStoredAlreadyIsNotSentAgain() {
        pod.leave("model", "w.bin", WEIGHTS);
        assertThat(pod.collect()).isEmpty();

        assertThat(pod.collect()).isEmpty();

        assertThat(service.seen("PUT", BLOBS)).hasSize(1);
        assertThat(service.seen("POST", "/outputs/model")).hasSize(2);
    }

    @Test
    void emptyOutputThatIsRequiredIsMissed() {
        assertThat(pod.collect())
                .singleElement()
                .asString()
                .isEqualTo("output model is not stored: the program has left nothing in " + pod.output("model", ""));
        assertThat(service.committed("model")).isEmpty();
    }

    @Test
    void emptyOutputThatIsNotRequiredIsStoredAsEmpty() throws IOException {
        service.output("plots", false).output("never-made", false);
        pod.leave("model", "w.bin", WEIGHTS);
        Files.createDirectories(pod.output("plots", "empty-directory"));

        assertThat(pod.collect()).isEmpty();

        assertThat(service.committed("plots").orElseThrow().files()).isEmpty();
        assertThat(service.committed("never-made").orElseThrow().files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bell\u0007", "a\\b"})
    void nameThatIsUnsafeFailsItsOutputOnly(String name) {
        service.output("metrics", false);
        pod.leave("model", "deep/" + name, CONFIG);
        pod.leave("model", "good", CONFIG);
        pod.leave("metrics", "loss.csv", CONFIG);

        assertThat(pod.collect())
                .singleElement()
                .asString()
                .startsWith("output model is not stored: the name deep/" + name + " must ");

        assertThat(service.committed("model")).isEmpty();
        assertThat(service.committed("metrics")).isPresent();
    }

    @Test
    void namesThatDifferInCaseOnlyFailTheirOutput() {
        pod.leave("model", "Weights", CONFIG);
        pod.leave("model", "weights", CONFIG);

        assertThat(pod.collect()).singleElement().asString().contains("collides with");
        assertThat(service.seen("PUT", BLOBS)).isEmpty();
    }

    @Test
    void linksInsideCountAsWhatTheyLeadTo() throws IOException {
        pod.leave("model", "step-9/w.bin", WEIGHTS);
        Files.createSymbolicLink(pod.output("model", "latest"), Path.of("step-9"));
        Files.createSymbolicLink(pod.output("model", "best.bin"), pod.output("model", "step-9/w.bin"));

        assertThat(pod.collect()).isEmpty();

        assertThat(model().files())
                .containsExactlyInAnyOrder(
                        line("step-9/w.bin", WEIGHTS), line("latest/w.bin", WEIGHTS), line("best.bin", WEIGHTS));
        assertThat(service.has(WEIGHTS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "/etc", "../../secret", "..", "nowhere", "sub"})
    void linksThatLeadElsewhereFailTheirOutput(String to) throws IOException {
        pod.leave("secret", "file", CONFIG);
        pod.leave("model", "sub/file", CONFIG);
        Files.createSymbolicLink(pod.output("model", "sub/link"), Path.of(to.equals("sub") ? "../sub" : to));

        assertThat(pod.collect())
                .singleElement()
                .asString()
                .startsWith("output model is not stored: sub/link is a link ");

        assertThat(service.seen("PUT", BLOBS)).isEmpty();
    }

    @Test
    void outputThatWasReplacedByALinkIsRefused() throws IOException {
        Files.createDirectories(pod.output("model", "").getParent());
        Files.createSymbolicLink(pod.output("model", ""), Path.of("/etc"));

        assertThat(pod.collect()).singleElement().asString().contains("is not a directory any more");
        assertThat(service.seen("PUT", BLOBS)).isEmpty();
    }

    @Test
    void pipesAreLeftOutSinceTheyHoldNothing() throws Exception {
        pod.leave("model", "w.bin", WEIGHTS);
        assertThat(new ProcessBuilder("mkfifo", pod.output("model", "pipe").toString())
                        .start()
                        .waitFor())
                .isZero();

        assertThat(pod.collect()).isEmpty();
        assertThat(model().files()).containsExactly(line("w.bin", WEIGHTS));
    }

    @Test
    void fileThatChangesBeforeItIsSentIsReadAgain() {
        var file = pod.leave("model", "w.bin", WEIGHTS);
        var newer = Content.noise(4, 700_000);
        service.faults().add("HEAD", BLOBS, 1, new Faults.First(() -> pod.leave("model", "w.bin", newer)));

        assertThat(pod.collect()).isEmpty();

        assertThat(model().files()).containsExactly(line("w.bin", newer));
        assertThat(file).hasBinaryContent(newer.bytes());
    }

    @Test
    void fileThatGrowsIsStoredAsItWasWhenItWasRead() {
        var file = pod.leave("model", "log.txt", WEIGHTS);
        service.faults().add("HEAD", BLOBS, 1, new Faults.First(() -> append(file)));

        assertThat(pod.collect()).isEmpty();
        assertThat(model().files()).containsExactly(line("log.txt", WEIGHTS));
    }

    @Test
    void fileThatShrinksIsReadAgain() {
        pod.leave("model", "w.bin", WEIGHTS);
        service.faults().add("HEAD", BLOBS, 1, new Faults.First(() -> pod.leave("model", "w.bin", CONFIG)));

        assertThat(pod.collect()).isEmpty();
        assertThat(model().files()).containsExactly(line("w.bin", CONFIG));
    }

    @Test
    void fileThatNeverHoldsStillIsGivenUp() {
        pod.leave("model", "w.bin", WEIGHTS);
        var seed = new AtomicInteger(10);
        service.faults()
                .add(
                        "HEAD",
                        BLOBS,
                        Faults.ALWAYS,
                        new Faults.First(
                                () -> pod.leave("model", "w.bin", Content.noise(seed.incrementAndGet(), 700_000))));

        assertThat(pod.collect())
                .singleElement()
                .asString()
                .startsWith("output model is not stored: storing w.bin failed: the content has another digest (422");
        assertThat(service.seen("PUT", BLOBS)).hasSize(3);
    }

    private static void append(Path file) {
        try {
            Files.writeString(file, "more", StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void contentThatTheServiceHasLostIsSentAgain() {
        pod.leave("model", "w.bin", WEIGHTS);
        service.faults().add("POST", "/outputs/model", 1, new Faults.First(() -> service.forget(WEIGHTS)));

        assertThat(pod.collect()).isEmpty();
        assertThat(model().files()).containsExactly(line("w.bin", WEIGHTS));
        assertThat(service.seen("PUT", BLOBS)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429})
    void troubleOfTheServiceIsWaitedOut(int status) {
        pod.leave("model", "w.bin", WEIGHTS);
        var trouble = new Faults.Answers(status, Optional.empty());
        service.faults()
                .add("GET", "/plan", 1, trouble)
                .add("HEAD", BLOBS, 1, trouble)
                .add("PUT", BLOBS, 1, trouble)
                .add("POST", "/outputs", 1, trouble);

        assertThat(pod.collect()).isEmpty();
        assertThat(model().files()).containsExactly(line("w.bin", WEIGHTS));
    }

    @Test
    void brokenUploadIsRepeated() {
        pod.leave("model", "w.bin", WEIGHTS);
        service.faults().add("PUT", BLOBS, 2, new Faults.Cuts(200_000));

        assertThat(pod.collect()).isEmpty();
        assertThat(model().files()).containsExactly(line("w.bin", WEIGHTS));
    }

    @Test
    void uploadThatStandsStillIsRepeated() {
        var large = Content.noise(5, 30_000_000);
        pod.leave("model", "w.bin", large);
        service.faults().add("PUT", BLOBS, 1, new Faults.FallsSilent(200_000));
        pod.with("AIP_STALL_SECONDS", "1");

        assertThat(pod.collect()).isEmpty();
        assertThat(model().files()).containsExactly(line("w.bin", large));
        assertThat(service.seen("PUT", BLOBS)).hasSize(2);
    }

    @Test
    void serviceThatStaysAwayIsGivenUpAtTheDeadline() {
        pod.leave("model", "w.bin", WEIGHTS);
        service.faults().add("PUT", BLOBS, Faults.ALWAYS, new Faults.Answers(503, Optional.empty()));

        assertThat(pod.collect(Duration.ofSeconds(3)))
                .singleElement()
                .asString()
                .startsWith("output model is not stored: storing w.bin failed, and so did all further tries");
        assertThat(service.seen("PUT", BLOBS)).hasSizeGreaterThan(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 413})
    void refusalIsFinal(int status) {
        pod.leave("model", "w.bin", WEIGHTS);
        service.faults().add("PUT", BLOBS, Faults.ALWAYS, new Faults.Answers(status, Optional.empty()));

        assertThat(pod.collect()).singleElement().asString().contains("as the test wants it (" + status);
        assertThat(service.seen("PUT", BLOBS)).hasSize(1);
    }
}

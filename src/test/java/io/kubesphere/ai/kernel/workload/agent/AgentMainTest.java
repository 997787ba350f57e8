package io.kubesphere.ai.kernel.workload.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kubesphere.ai.testing.BesideOthers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent as the kubelet sees it: a process with signals, an exit code, a log, and little memory. */
@BesideOthers
class AgentMainTest {
    private static final String BLOBS = "/outputs/blobs/";
    private static final String WAITING = "waiting for the end of the program";
    private static final Content WEIGHTS = Content.noise(3, 700_000);

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

    private Container run(String... arguments) throws IOException {
        return Container.start(directory, pod.environment(), arguments);
    }

    @Test
    void outputsAreStoredWhenTheProgramHasEnded() throws Exception {
        service.output("model", true);
        try (var sidecar = run("collect").awaitLine(WAITING)) {
            assertThat(pod.output("model", "")).isDirectory();
            assertThat(Files.getPosixFilePermissions(pod.output("model", ""))).hasSize(9);
            pod.leave("model", "w.bin", WEIGHTS);
            assertThat(service.seen("PUT", BLOBS)).isEmpty();

            assertThat(sidecar.terminate().exitCode()).isZero();

            assertThat(service.committed("model")).isPresent();
            assertThat(service.has(WEIGHTS)).isTrue();
            assertThat(sidecar.out()).endsWith("all outputs are stored\n");
            assertThat(sidecar.err()).isEmpty();
        }
    }

    @Test
    void secondSignalDoesNotDisturbTheUpload() throws Exception {
        service.output("model", true);
        var goOn = new CountDownLatch(1);
        service.faults().add("PUT", BLOBS, 1, new Faults.First(() -> pass(goOn)));
        pod.leave("model", "w.bin", WEIGHTS);
        try (var sidecar = run("collect").awaitLine(WAITING).terminate()) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> !service.seen("PUT", BLOBS).isEmpty());
            sidecar.terminate().terminate();
            goOn.countDown();

            assertThat(sidecar.exitCode()).isZero();
            assertThat(service.committed("model")).isPresent();
        }
    }

    private static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void uploadThatWasKilledIsFinishedByTheNext() throws Exception {
        service.output("model", true);
        pod.leave("model", "a.bin", WEIGHTS);
        pod.leave("model", "b.bin", Content.noise(4, 700_000));
        service.faults().add("POST", "/outputs/model", 1, new Faults.First(() -> pass(new CountDownLatch(1))));
        try (var killed = run("collect").awaitLine(WAITING).terminate()) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> !service.seen("POST", "/outputs/model").isEmpty());
            killed.kill();
        }
        assertThat(service.committed("model")).isEmpty();

        try (var next = run("collect").awaitLine(WAITING)) {
            assertThat(next.terminate().exitCode()).isZero();
        }
        assertThat(service.committed("model").orElseThrow().files()).hasSize(2);
        assertThat(service.seen("PUT", BLOBS)).hasSize(2);
    }

    @Test
    void signalBeforeTheServiceHasAnsweredIsNotLost() throws Exception {
        service.output("model", true);
        service.faults().add("GET", "/plan", 2, new Faults.Answers(503, Optional.of(1)));
        pod.leave("model", "w.bin", WEIGHTS);
        try (var sidecar = run("collect")) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> !service.seen("GET", "/plan").isEmpty());

            assertThat(sidecar.terminate().exitCode()).isZero();
            assertThat(service.committed("model")).isPresent();
        }
    }

    @Test
    void otherRanksEndWithoutAsking() throws Exception {
        pod.with("AIP_RANK", "1");
        try (var sidecar = run("collect")) {
            await().atMost(Duration.ofMinutes(1)).until(() -> sidecar.out().contains("rank 1"));

            assertThat(sidecar.terminate().exitCode()).isZero();
            assertThat(service.seen("GET", "")).isEmpty();
        }
    }

    @Test
    void whatCouldNotBeStoredIsTheLastWord() throws Exception {
        service.output("model", true).output("metrics", false);
        pod.leave("metrics", "loss.csv", WEIGHTS);
        try (var sidecar = run("collect").awaitLine(WAITING)) {
            assertThat(sidecar.terminate().exitCode()).isEqualTo(1);

            assertThat(sidecar.lastLine()).startsWith("output model is not stored: the program has left nothing in ");
            assertThat(pod.lastWords()).isEqualTo(sidecar.lastLine());
            assertThat(service.committed("metrics")).isPresent();
        }
    }

    @Test
    void uploadThatTakesTooLongEndsAtTheDeadline() throws Exception {
        service.output("model", true);
        pod.leave("model", "w.bin", WEIGHTS);
        service.faults().add("PUT", BLOBS, 1, new Faults.First(() -> pass(new CountDownLatch(1))));
        pod.with("AIP_UPLOAD_DEADLINE_SECONDS", "2");
        try (var sidecar = run("collect").awaitLine(WAITING)) {
            assertThat(sidecar.terminate().exitCode()).isEqualTo(1);
            assertThat(pod.lastWords()).isEqualTo("not stored within 2 s: [model]");
        }
    }

    @Test
    void refusedTokenEndsThePreparationAtOnce() throws Exception {
        pod.token("forged");
        try (var prepare = run("prepare")) {
            assertThat(prepare.exitCode()).isEqualTo(1);
            assertThat(prepare.err().lines()).hasSize(1);
            assertThat(pod.lastWords()).isEqualTo(prepare.lastLine()).contains("(401 for GET /workload/v1/plan)");
        }
    }

    @Test
    void fileOf200MebibytesComesAndGoesInASmallHeap() throws Exception {
        var large = Content.noise(9, 200L << 20);
        service.input("data", Map.of("large.bin", large)).output("model", true);
        try (var prepare = run("prepare")) {
            assertThat(prepare.exitCode()).as(prepare::err).isZero();
            assertThat(prepare.out()).contains("1 of 1 files, 200.0 MiB of 200.0 MiB: done");
        }
        Files.createDirectories(pod.output("model", ""));
        Files.move(pod.input("data", "large.bin"), pod.output("model", "large.bin"));
        try (var sidecar = run("collect").awaitLine(WAITING)) {
            assertThat(sidecar.terminate().exitCode()).as(sidecar::err).isZero();
        }
        assertThat(service.has(large)).isTrue();
    }

    @Test
    void tenThousandSmallFilesComeAndGoInASmallHeap() throws Exception {
        var files = new HashMap<String, Content>();
        for (var i = 0; i < 10_000; i++) {
            files.put("class-%d/größe-%05d.txt".formatted(i % 20, i), Content.of("file " + i));
        }
        service.input("data", files).output("model", true);
        try (var prepare = run("prepare")) {
            assertThat(prepare.exitCode()).as(prepare::err).isZero();
        }
        Files.createDirectories(pod.output("model", "").getParent());
        Files.move(pod.input("data", ""), pod.output("model", ""));
        try (var sidecar = run("collect").awaitLine(WAITING)) {
            assertThat(sidecar.terminate().exitCode()).as(sidecar::err).isZero();
        }
        assertThat(service.committed("model")).hasValueSatisfying(manifest -> assertThat(manifest.digest())
                .isEqualTo(service.manifest("data").digest()));
    }

    @Test
    void nameThatTheLocaleCannotWriteAsksForUtf8() throws Exception {
        service.input("data", Map.of("größe.txt", WEIGHTS));
        pod.with("LC_ALL", "POSIX");
        try (var prepare = run("prepare")) {
            assertThat(prepare.exitCode()).isEqualTo(1);
            assertThat(prepare.lastLine()).endsWith("cannot be written here; the container needs LC_ALL=C.UTF-8");
        }
    }

    @Test
    void bombInAnArchivesMetadataEndsWithAWord() throws Exception {
        service.archive(Archives.tarGz(tar -> Archives.longName(tar, 300 << 20)));
        try (var prepare = run("prepare")) {
            assertThat(prepare.exitCode()).isEqualTo(1);
            assertThat(pod.lastWords()).isNotEmpty();
        }
    }

    @Test
    void gitSettingsOfTheMachineAreNotFollowed() throws Exception {
        try (var git = GitServer.start(directory.resolve("code.git"))) {
            var commit = git.commit((tree, objects) -> tree.append(
                    "large.bin",
                    FileMode.REGULAR_FILE,
                    objects.insert(
                            Constants.OBJ_BLOB, Content.noise(5, 40 << 20).bytes())));
            service.git(git.url(), commit);
            Files.writeString(
                    directory.resolve(".gitconfig"),
                    "[url \"http://127.0.0.1:1/\"]\n\tinsteadOf = " + git.url().replace("/team/code.git", "/") + "\n");
            pod.with("HOME", directory.toString());
            try (var prepare = run("prepare")) {
                assertThat(prepare.exitCode()).as(prepare::err).isZero();
                assertThat(prepare.err()).isEmpty();
            }
            assertThat(pod.code("large.bin")).hasSize(40 << 20);
            assertThat(directory.resolve(".config")).doesNotExist();
        }
    }

    @Test
    void helpAndWrongUsageAreTold() throws Exception {
        try (var help = run("--help");
                var wrong = run("fetch")) {
            assertThat(help.exitCode()).isZero();
            assertThat(help.out()).contains("prepare", "collect", "AIP_SERVICE_URL", "Exit codes");
            assertThat(wrong.exitCode()).isEqualTo(2);
            assertThat(wrong.err()).contains("prepare", "collect");
        }
    }
}

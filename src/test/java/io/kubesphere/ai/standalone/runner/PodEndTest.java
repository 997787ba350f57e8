package io.kubesphere.ai.standalone.runner;

import static io.kubesphere.ai.standalone.runner.Cluster.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How pods are ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PodEndTest {

    private Path state;
    private RunnerUnderTest runner;
    private Cluster cluster;

    @BeforeAll
    void start(@TempDir Path directory) {
        state = directory;
        runner = RunnerUnderTest.start(directory);
        cluster = runner.cluster();
    }

    @AfterAll
    void stop() {
        runner.close();
    }

    private void run(String name, int graceSeconds, String script) {
        cluster.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s}
                spec:
                  restartPolicy: Never
                  terminationGracePeriodSeconds: %d
                  containers: [{name: main, image: any, command: [sh, -c, %s]}]
                """
                        .formatted(name, graceSeconds, Cluster.quoted(script)));
        cluster.awaitPhase(name, "Running");
    }

    private Path note(String name) {
        return state.resolve(name);
    }

    /** The last state of a pod that was seen before it was gone. */
    private Pod lastStateOf(String name, Runnable deletion) {
        List<Pod> seen = new CopyOnWriteArrayList<>();
        var watcher = new Watcher<Pod>() {
            @Override
            public void eventReceived(Action action, Pod pod) {
                seen.add(pod);
            }

            @Override
            public void onClose(WatcherException cause) {}
        };
        var watch =
                cluster.client().pods().inNamespace("default").withName(name).watch(watcher);
        try {
            deletion.run();
            cluster.awaitGone(name);
            await().until(() -> seen.get(seen.size() - 1).getStatus().getPhase().matches("Failed|Succeeded"));
        } finally {
            watch.close();
        }
        return seen.get(seen.size() - 1);
    }

    @Test
    void deletedPodIsAskedToEndAndGivenTimeTo() throws IOException {
        var note = note("polite");
        run("polite", 30, "trap 'echo bye > " + note + "; exit 4' TERM; while :; do sleep 0.05; done");

        var last = lastStateOf("polite", () -> cluster.delete("polite"));

        assertThat(Files.readString(note)).isEqualTo("bye\n");
        assertThat(last.getStatus().getPhase()).isEqualTo("Failed");
        assertThat(status(last, "main").getState().getTerminated().getExitCode())
                .isEqualTo(4);
        assertThat(cluster.awaitEvent("polite", "Killing").getMessage()).isEqualTo("Stopping container main");
    }

    @Test
    void programThatDoesNotListenIsKilledWhenItsTimeIsUp() {
        run("stubborn", 2, "trap '' TERM; while :; do sleep 0.05; done");
        var start = Instant.now();

        var last = lastStateOf("stubborn", () -> cluster.delete("stubborn"));

        assertThat(Duration.between(start, Instant.now())).isBetween(Duration.ofMillis(1500), Duration.ofSeconds(8));
        var ended = status(last, "main").getState().getTerminated();
        assertThat(ended.getExitCode()).isEqualTo(137);
        assertThat(ended.getSignal()).isEqualTo(9);
        assertThat(ended.getReason()).isEqualTo("Error");
    }

    @Test
    void everythingThatAProgramHasStartedIsKilledEvenInSessionsOfItsOwn() throws IOException {
        var pids = note("pids");
        run(
                "family",
                2,
                "setsid sh -c 'echo $$$$ >> " + pids + "; trap \"\" TERM; while :; do sleep 0.1; done' &"
                        + " (setsid sh -c 'echo $$$$ >> " + pids + "; sleep 300 & wait' &) ;"
                        + " while :; do sleep 0.1; done");
        await().until(() -> Files.exists(pids) && Files.readAllLines(pids).size() == 2);
        var started = Files.readAllLines(pids).stream().map(Long::parseLong).toList();

        cluster.delete("family");
        cluster.awaitGone("family");

        assertThat(started).noneMatch(PodEndTest::isAlive);
    }

    @Test
    void whatAProgramLeavesBehindEndsWithIt() throws IOException {
        var pids = note("daemon");
        cluster.runPod("leaver", "(setsid sh -c 'echo $$$$ > " + pids + "; sleep 300' &); sleep 0.5");

        cluster.awaitPhase("leaver", "Succeeded");

        assertThat(isAlive(Long.parseLong(Files.readString(pids).strip()))).isFalse();
    }

    static boolean isAlive(long pid) {
        try {
            return !Files.readString(Path.of("/proc/" + pid + "/stat")).matches("(?s).*\\) [ZX] .*");
        } catch (IOException gone) {
            return false;
        }
    }

    @Test
    void preStopHookRunsBeforeTheProgramIsAskedToEnd() throws IOException {
        var note = note("hook");
        cluster.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: hooked}
                spec:
                  restartPolicy: Never
                  containers:
                  - name: main
                    image: any
                    command: [sh, -c, "trap 'echo term >> %1$s; exit 0' TERM; while :; do sleep 0.05; done"]
                    lifecycle: {preStop: {exec: {command: [sh, -c, "sleep 0.3; echo hook >> %1$s"]}}}
                """
                        .formatted(note));
        cluster.awaitPhase("hooked", "Running");

        cluster.delete("hooked");
        cluster.awaitGone("hooked");

        assertThat(Files.readAllLines(note)).containsExactly("hook", "term");
    }

    @Test
    void podThatIsActiveForTooLongFails() {
        cluster.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: late}
                spec:
                  restartPolicy: Never
                  activeDeadlineSeconds: 2
                  containers: [{name: main, image: any, command: [sleep, "300"]}]
                """);

        var pod = cluster.awaitPhase("late", "Failed");
        assertThat(pod.getStatus().getReason()).isEqualTo("DeadlineExceeded");
        assertThat(pod.getStatus().getMessage())
                .isEqualTo("Pod was active on the node longer than the specified deadline");
        assertThat(status(pod, "main").getState().getTerminated().getExitCode()).isEqualTo(143);
        cluster.awaitEvent("late", "DeadlineExceeded");
    }

    @Test
    void nothingOfADeletedPodIsLeftOnDisk() throws IOException {
        run("tidy", 1, "mkdir -p $HOME/x; chmod 500 $HOME/x; sleep 300");
        var directory = state.resolve("runner/pods")
                .resolve(cluster.pod("tidy").orElseThrow().getMetadata().getUid());
        assertThat(directory).isDirectory();

        cluster.delete("tidy");

        await().until(() -> Files.notExists(directory));
    }

    @Test
    void forcedDeletionEndsTheProgramsToo() throws IOException {
        var pid = note("forced");
        run("forced", 30, "echo $$$$ > " + pid + "; trap '' TERM; while :; do sleep 0.1; done");
        await().until(() -> Files.exists(pid) && !Files.readString(pid).isBlank());

        cluster.client()
                .pods()
                .inNamespace("default")
                .withName("forced")
                .withGracePeriod(0)
                .delete();

        cluster.awaitGone("forced");
        var process = Long.parseLong(Files.readString(pid).strip());
        await().until(() -> !isAlive(process));
    }

    @Test
    void podThatNeverStartedIsGoneAtOnce() {
        cluster.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: idle}
                spec:
                  containers: [{name: main, image: nothing-to-run}]
                """);
        cluster.awaitEvent("idle", "Failed");

        cluster.delete("idle");

        cluster.awaitGone("idle");
    }
}

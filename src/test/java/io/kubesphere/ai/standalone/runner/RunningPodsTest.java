package io.kubesphere.ai.standalone.runner;

import static io.kubesphere.ai.standalone.runner.Cluster.condition;
import static io.kubesphere.ai.standalone.runner.Cluster.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.standalone.runner.container.OwnImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One container that runs, and what its pod says about it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunningPodsTest {

    private RunnerUnderTest runner;
    private Cluster cluster;

    @BeforeAll
    void start(@TempDir Path state) {
        var ours = new OwnImage(
                "ours:1.0", List.of("sh", "-c", "echo ours \"$@\" $PLACE", "ours"), Map.of("PLACE", "/aip"));
        runner = RunnerUnderTest.start(state, options -> options.withImages(ours));
        cluster = runner.cluster();
    }

    @AfterAll
    void stop() {
        runner.close();
    }

    @Test
    void programThatSucceedsMakesAPodThatSucceeded() {
        cluster.runPod("success", "echo out; echo err >&2");

        var pod = cluster.awaitPhase("success", "Succeeded");
        var ended = status(pod, "main").getState().getTerminated();
        assertThat(ended.getExitCode()).isZero();
        assertThat(ended.getReason()).isEqualTo("Completed");
        assertThat(ended.getSignal()).isNull();
        assertThat(condition(pod, "Ready").orElseThrow().getReason()).isEqualTo("PodCompleted");
        assertThat(condition(pod, "Initialized").orElseThrow().getStatus()).isEqualTo("True");
        assertThat(condition(pod, "PodScheduled").orElseThrow().getStatus()).isEqualTo("True");
        assertThat(cluster.log("success")).isEqualTo("out\nerr\n");
    }

    @Test
    void programThatFailsMakesAPodThatFailedWithItsExitCode() {
        cluster.runPod("failure", "exit 42");

        var ended = status(cluster.awaitPhase("failure", "Failed"), "main")
                .getState()
                .getTerminated();
        assertThat(ended.getExitCode()).isEqualTo(42);
        assertThat(ended.getReason()).isEqualTo("Error");
    }

    @Test
    void programThatIsKilledTellsTheSignal() {
        cluster.runPod("killed", "kill -SEGV $$$$");

        var ended = status(cluster.awaitPhase("killed", "Failed"), "main")
                .getState()
                .getTerminated();
        assertThat(ended.getExitCode()).isEqualTo(139);
        assertThat(ended.getSignal()).isEqualTo(11);
        assertThat(ended.getReason()).isEqualTo("Error");
    }

    @Test
    void runningPodIsReadyAndHasAnAddressOfItsOwn() {
        cluster.runPod("busy", "sleep 60");
        cluster.runPod("busy-too", "sleep 60");

        var pod = cluster.awaitPhase("busy", "Running");
        var other = cluster.awaitPhase("busy-too", "Running");
        assertThat(condition(pod, "Ready").orElseThrow().getStatus()).isEqualTo("True");
        assertThat(condition(pod, "ContainersReady").orElseThrow().getStatus()).isEqualTo("True");
        assertThat(condition(pod, "PodReadyToStartContainers").orElseThrow().getStatus())
                .isEqualTo("True");
        assertThat(status(pod, "main").getStarted()).isTrue();
        assertThat(pod.getStatus().getPodIP())
                .startsWith("127.")
                .isNotEqualTo(other.getStatus().getPodIP());
        assertThat(pod.getStatus().getHostIP()).isEqualTo("127.0.0.1");
        cluster.delete("busy");
        cluster.delete("busy-too");
    }

    @Test
    void eventsTellTheStoryOfAPod() {
        cluster.runPod("story", "true");

        cluster.awaitPhase("story", "Succeeded");
        cluster.awaitEvent("story", "Started");
        assertThat(cluster.events("story"))
                .extracting(event -> event.getReason())
                .contains("Scheduled", "Pulled", "Created", "Started");
        assertThat(cluster.awaitEvent("story", "Pulled").getMessage()).contains("any", "/sh of this machine");
        assertThat(cluster.awaitEvent("story", "Started").getInvolvedObject().getFieldPath())
                .isEqualTo("spec.containers{main}");
    }

    @Test
    void lastWordsAreReadFromTheTerminationMessagePath() {
        cluster.runPod("words", "echo disk full > /dev/termination-log; exit 1");

        var ended =
                status(cluster.awaitPhase("words", "Failed"), "main").getState().getTerminated();
        assertThat(ended.getMessage()).isEqualTo("disk full\n");
    }

    @Test
    void lastWordsEndAt4096Bytes() {
        cluster.runPod("many-words", "head -c 5000 /dev/zero | tr '\\\\0' x > /dev/termination-log");

        var ended = status(cluster.awaitPhase("many-words", "Succeeded"), "main")
                .getState()
                .getTerminated();
        assertThat(ended.getMessage()).hasSize(4096);
    }

    @Test
    void lastLinesOfTheLogAreTheLastWordsWhereTheSpecSaysSo() {
        cluster.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: fallback}
                spec:
                  restartPolicy: Never
                  containers:
                  - name: main
                    image: any
                    terminationMessagePolicy: FallbackToLogsOnError
                    command: [sh, -c, "seq 1 100; exit 1"]
                """);

        var message = status(cluster.awaitPhase("fallback", "Failed"), "main")
                .getState()
                .getTerminated()
                .getMessage();
        assertThat(message).startsWith("21\n").endsWith("100\n");
    }

    @Test
    void imageWithoutCommandCannotBePulledAndThePodSaysWhy() {
        cluster.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: imageless}
                spec:
                  containers: [{name: main, image: "registry.example.com/train:1"}]
                """);

        var pod = cluster.awaitPod("imageless", found -> reason(found).equals("ImagePullBackOff"));
        assertThat(status(pod, "main").getState().getWaiting().getMessage())
                .contains("runs processes, not images")
                .contains("give a command that exists on this machine");
        assertThat(pod.getStatus().getPhase()).isEqualTo("Pending");
        cluster.awaitPod("imageless", found -> reason(found).equals("ErrImagePull"));
        assertThat(cluster.awaitEvent("imageless", "Failed").getMessage())
                .startsWith("Failed to pull image \"registry.example.com/train:1\": ");
        cluster.delete("imageless");
        cluster.awaitGone("imageless");
    }

    private static String reason(io.fabric8.kubernetes.api.model.Pod pod) {
        var statuses = pod.getStatus().getContainerStatuses();
        return statuses.isEmpty() || statuses.get(0).getState().getWaiting() == null
                ? ""
                : statuses.get(0).getState().getWaiting().getReason();
    }

    @Test
    void programThatDoesNotExistIsNamed() {
        cluster.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: programless}
                spec:
                  containers: [{name: main, image: any, command: [no-such-program-here]}]
                """);

        var pod = cluster.awaitPod("programless", found -> reason(found).equals("ErrImagePull"));
        assertThat(status(pod, "main").getState().getWaiting().getMessage()).contains("no-such-program-here");
        cluster.delete("programless");
    }

    @Test
    void ownImageRunsItsProgramWithTheArgumentsOfTheContainer() {
        cluster.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: ours}
                spec:
                  restartPolicy: Never
                  containers:
                  - name: main
                    image: ours:1.0
                    command: [java, -cp, /app/*, Main]
                    args: [collect, "/aip/outputs/x"]
                    volumeMounts: [{name: out, mountPath: /aip/outputs}]
                  volumes: [{name: out, emptyDir: {}}]
                """);

        cluster.awaitPhase("ours", "Succeeded");
        assertThat(cluster.log("ours")).matches("ours collect /.*/volumes/out/x /.*/root/aip\n");
    }

    @Test
    void onlyAFewVariablesOfOurOwnEnvironmentReachPrograms() {
        cluster.runPod("bare", "env | cut -d= -f1");

        cluster.awaitPhase("bare", "Succeeded");
        assertThat(cluster.log("bare").lines())
                .contains("PATH", "HOME", "TMPDIR", "HOSTNAME", "JAVA_HOME")
                .doesNotContain("USER", "MAVEN_OPTS", "PWD_OF_OURS")
                .allMatch(name -> name.matches("PATH|HOME|TMPDIR|HOSTNAME|JAVA_HOME|LANG.*|LC_.*|TZ|PWD|OLDPWD|_"
                        + "|LD_LIBRARY_PATH|VIRTUAL_ENV|CONDA_PREFIX|PYENV_ROOT|SSL_CERT_.*|AIP_STANDALONE_CONTAINER"));
    }

    @Test
    void homeAndTemporaryDirectoryAreTheContainersOwn() {
        cluster.runPod("homely", "touch $HOME/a $TMPDIR/b && echo $HOME; echo $TMPDIR");

        cluster.awaitPhase("homely", "Succeeded");
        var directories = cluster.log("homely").lines().map(Path::of).toList();
        assertThat(directories).allMatch(Files::isDirectory);
        cluster.delete("homely");
        cluster.awaitGone("homely");
        org.awaitility.Awaitility.await().until(() -> directories.stream().noneMatch(Files::exists));
    }
}

package io.kubesphere.ai.standalone.runner;

import static io.kubesphere.ai.standalone.runner.Cluster.condition;
import static io.kubesphere.ai.standalone.runner.Cluster.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Several containers of a pod, and several runs of a container. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PodLifeTest {

    private RunnerUnderTest runner;
    private Cluster cluster;

    @BeforeAll
    void start(@TempDir Path state) {
        runner = RunnerUnderTest.start(state);
        cluster = runner.cluster();
    }

    @AfterAll
    void stop() {
        runner.close();
    }

    @Test
    void initContainersRunOneAfterTheOtherBeforeTheMainOnes() {
        cluster.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: in-order}
                spec:
                  restartPolicy: Never
                  initContainers:
                  - name: first
                    image: any
                    command: [sh, -c, "sleep 0.3; echo first >> /v/order"]
                    volumeMounts: [{name: v, mountPath: /v}]
                  - name: second
                    image: any
                    command: [sh, -c, "echo second >> /v/order"]
                    volumeMounts: [{name: v, mountPath: /v}]
                  containers:
                  - name: main
                    image: any
                    command: [sh, -c, "echo main >> /v/order; cat /v/order"]
                    volumeMounts: [{name: v, mountPath: /v}]
                  volumes: [{name: v, emptyDir: {}}]
                """);

        var early = cluster.awaitPod(
                "in-order", pod -> !pod.getStatus().getInitContainerStatuses().isEmpty());
        assertThat(early.getStatus().getPhase()).isEqualTo("Pending");
        assertThat(status(early, "main").getState().getWaiting().getReason()).isEqualTo("PodInitializing");
        assertThat(condition(early, "Initialized").orElseThrow().getMessage())
                .startsWith("containers with incomplete status: [");
        var pod = cluster.awaitPhase("in-order", "Succeeded");
        assertThat(cluster.log("in-order")).isEqualTo("first\nsecond\nmain\n");
        assertThat(status(pod, "first").getReady()).isTrue();
        assertThat(condition(pod, "Initialized").orElseThrow().getReason()).isEqualTo("PodCompleted");
    }

    @Test
    void initContainerThatFailsFailsThePodThatNeverRestarts() {
        cluster.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: bad-init}
                spec:
                  restartPolicy: Never
                  initContainers: [{name: init, image: any, command: [sh, -c, "exit 7"]}]
                  containers: [{name: main, image: any, command: [sh, -c, "echo never"]}]
                """);

        var pod = cluster.awaitPhase("bad-init", "Failed");
        assertThat(status(pod, "init").getState().getTerminated().getExitCode()).isEqualTo(7);
        assertThat(status(pod, "main").getState().getWaiting().getReason()).isEqualTo("PodInitializing");
        assertThat(condition(pod, "Initialized").orElseThrow().getStatus()).isEqualTo("False");
    }

    @Test
    void initContainerThatFailsIsTriedAgainWhereThePodRestarts() {
        cluster.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: slow-init}
                spec:
                  restartPolicy: OnFailure
                  initContainers:
                  - name: init
                    image: any
                    command: [sh, -c, "echo x >> /v/tries; test $(wc -l < /v/tries) -ge 3"]
                    volumeMounts: [{name: v, mountPath: /v}]
                  containers: [{name: main, image: any, command: ["true"]}]
                  volumes: [{name: v, emptyDir: {}}]
                """);

        var pod = cluster.awaitPhase("slow-init", "Succeeded");
        assertThat(status(pod, "init").getRestartCount()).isEqualTo(2);
    }

    @Test
    void containerThatFailsRestartsWithEverLongerPausesAndRemembersItsLastEnd() {
        cluster.runPod("crashing", "Always", "echo run; exit 5");

        var waiting = cluster.awaitPod("crashing", pod -> pod.getStatus().getContainerStatuses().stream()
                .anyMatch(status -> status.getState().getWaiting() != null
                        && "CrashLoopBackOff"
                                .equals(status.getState().getWaiting().getReason())));
        var main = status(waiting, "main");
        assertThat(main.getLastState().getTerminated().getExitCode()).isEqualTo(5);
        assertThat(main.getState().getWaiting().getMessage())
                .startsWith("back-off ")
                .contains("restarting failed container=main pod=crashing_default(");
        assertThat(waiting.getStatus().getPhase()).isEqualTo("Running");
        var later = cluster.awaitPod("crashing", pod -> status(pod, "main").getRestartCount() >= 3);
        assertThat(later.getStatus().getPhase()).isEqualTo("Running");
        assertThat(cluster.awaitEvent("crashing", "BackOff").getMessage())
                .startsWith("Back-off restarting failed container main in pod crashing_default(");
        cluster.delete("crashing");
    }

    @Test
    void logOfTheRunBeforeIsKept() {
        cluster.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: twice}
                spec:
                  restartPolicy: OnFailure
                  containers:
                  - name: main
                    image: any
                    command: [sh, -c, "if mkdir /v/once 2>/dev/null; then echo one; exit 1; fi; echo two"]
                    volumeMounts: [{name: v, mountPath: /v}]
                  volumes: [{name: v, emptyDir: {}}]
                """);

        var pod = cluster.awaitPhase("twice", "Succeeded");
        assertThat(cluster.log("twice")).isEqualTo("two\n");
        assertThat(cluster.client()
                        .pods()
                        .inNamespace("default")
                        .withName("twice")
                        .terminated()
                        .getLog())
                .isEqualTo("one\n");
        assertThat(status(pod, "main").getRestartCount()).isEqualTo(1);
        assertThat(status(pod, "main").getLastState().getTerminated().getExitCode())
                .isEqualTo(1);
    }

    @Test
    void podThatSucceedsOnFailurePolicyDoesNotRestart() {
        cluster.runPod("once", "OnFailure", "echo done");

        var pod = cluster.awaitPhase("once", "Succeeded");
        assertThat(status(pod, "main").getRestartCount()).isZero();
    }

    @Test
    void sidecarsStartBeforeTheMainContainerAndEndAfterItInReverseOrder() {
        cluster.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: sidecars}
                spec:
                  restartPolicy: Never
                  initContainers:
                  - name: one
                    image: any
                    restartPolicy: Always
                    command:
                    - sh
                    - -c
                    - trap 'echo one ends >> /v/order; exit 0' TERM; echo one starts >> /v/order; while :; do sleep 0.05; done
                    volumeMounts: [{name: v, mountPath: /v}]
                  - name: two
                    image: any
                    restartPolicy: Always
                    command:
                    - sh
                    - -c
                    - trap 'sleep 0.3; echo two ends >> /v/order; exit 9' TERM; echo two starts >> /v/order; while :; do sleep 0.05; done
                    startupProbe: {exec: {command: [grep, two, /v/order]}, periodSeconds: 1}
                    volumeMounts: [{name: v, mountPath: /v}]
                  containers:
                  - name: main
                    image: any
                    command: [sh, -c, "echo main >> /v/order; sleep 0.5; echo main ends >> /v/order"]
                    volumeMounts: [{name: v, mountPath: /v}]
                  volumes: [{name: v, persistentVolumeClaim: {claimName: order}}]
                ---
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: order}
                spec:
                  accessModes: [ReadWriteOnce]
                  resources: {requests: {storage: 1Mi}}
                """);

        var running =
                cluster.awaitPod("sidecars", pod -> pod.getStatus().getPhase().equals("Running"));
        assertThat(status(running, "two").getStarted()).isTrue();
        var pod = cluster.awaitPhase("sidecars", "Succeeded");
        assertThat(status(pod, "two").getState().getTerminated().getExitCode()).isEqualTo(9);
        assertThat(status(pod, "one").getState().getTerminated().getExitCode()).isZero();
        cluster.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: reader}
                spec:
                  restartPolicy: Never
                  containers:
                  - name: main
                    image: any
                    command: [cat, /v/order]
                    volumeMounts: [{name: v, mountPath: /v}]
                  volumes: [{name: v, persistentVolumeClaim: {claimName: order}}]
                """);
        cluster.awaitPhase("reader", "Succeeded");
        assertThat(cluster.log("reader").lines())
                .containsExactly("one starts", "two starts", "main", "main ends", "two ends", "one ends");
    }

    @Test
    void sidecarThatCrashesComesBackWhateverThePodsPolicy() {
        cluster.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: shaky}
                spec:
                  restartPolicy: Never
                  initContainers:
                  - name: side
                    image: any
                    restartPolicy: Always
                    command: [sh, -c, "sleep 0.2; exit 1"]
                  containers: [{name: main, image: any, command: [sleep, "60"]}]
                """);

        var pod = cluster.awaitPod("shaky", found -> found.getStatus().getInitContainerStatuses().stream()
                .anyMatch(status -> status.getRestartCount() >= 2));
        assertThat(status(pod, "main").getRestartCount()).isZero();
        cluster.client()
                .pods()
                .inNamespace("default")
                .withName("shaky")
                .withGracePeriod(0)
                .delete();
    }

    @Test
    void podIsPendingUntilEachOfItsContainersHasStarted() {
        cluster.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: half}
                spec:
                  containers:
                  - {name: main, image: any, command: [sleep, "60"]}
                  - {name: other, image: any}
                """);

        var pod = cluster.awaitPod("half", found -> found.getStatus().getContainerStatuses().stream()
                .anyMatch(status -> status.getState().getRunning() != null));
        assertThat(pod.getStatus().getPhase()).isEqualTo("Pending");
        assertThat(condition(pod, "Ready").orElseThrow().getMessage())
                .isEqualTo("containers with unready status: [other]");
        cluster.delete("half");
    }
}

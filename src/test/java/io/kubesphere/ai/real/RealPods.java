package io.kubesphere.ai.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.testing.RealClusterCondition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Pods that a real controller has made. Where there is no node, what a kubelet would report of them is played. */
record RealPods(KubernetesClient client, String namespace) {
    /** The program of the pod ends well when this file is there. */
    static final String END = "/tmp/end";

    private static final String PROGRAM = "node";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The pod that carries this label, as soon as its controller has made it. */
    Pod awaitOne(String label, String value) {
        return await().atMost(PATIENCE)
                .until(
                        () -> client.pods().inNamespace(namespace).withLabel(label, value).list().getItems().stream()
                                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Comes back when its program runs. */
    void run(Pod pod) {
        if (RealClusterCondition.address().isPresent()) {
            awaitRunning(pod);
            return;
        }
        assertThat(pod.getSpec().getContainers()).isNotEmpty();
        say(
                pod,
                "Running",
                new ContainerStateBuilder()
                        .withNewRunning()
                        .withStartedAt(now())
                        .endRunning());
    }

    private void awaitRunning(Pod pod) {
        await().atMost(PATIENCE).until(() -> client.resource(pod).get().getStatus().getContainerStatuses().stream()
                .anyMatch(status ->
                        status.getName().equals(PROGRAM) && status.getState().getRunning() != null));
    }

    /** Has its program end well. */
    void succeed(Pod pod) {
        if (RealClusterCondition.address().isPresent()) {
            end(pod);
            return;
        }
        say(
                pod,
                "Succeeded",
                new ContainerStateBuilder()
                        .withNewTerminated()
                        .withExitCode(0)
                        .withReason("Completed")
                        .withStartedAt(now())
                        .withFinishedAt(now())
                        .endTerminated());
    }

    /** A kubelet that has just started does not answer at once. */
    private void end(Pod pod) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> touched(pod));
    }

    private boolean touched(Pod pod) throws ExecutionException, InterruptedException, TimeoutException {
        try (var touch = client.pods()
                .inNamespace(namespace)
                .withName(pod.getMetadata().getName())
                .inContainer(PROGRAM)
                .redirectingOutput()
                .exec("touch", END)) {
            return touch.exitCode().get(PATIENCE.toSeconds(), TimeUnit.SECONDS) == 0;
        }
    }

    private void say(Pod pod, String phase, ContainerStateBuilder state) {
        var statuses = pod.getSpec().getContainers().stream()
                .map(container -> new ContainerStatusBuilder()
                        .withName(container.getName())
                        .withImage(container.getImage())
                        .withImageID(container.getImage())
                        .withRestartCount(0)
                        .withReady(phase.equals("Running"))
                        .withState(state.build())
                        .build())
                .toList();
        client.resource(new PodBuilder(pod)
                        .editMetadata()
                        .withResourceVersion(null)
                        .endMetadata()
                        .editOrNewStatus()
                        .withPhase(phase)
                        .withStartTime(now())
                        .withContainerStatuses(statuses)
                        .endStatus()
                        .build())
                .patchStatus();
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

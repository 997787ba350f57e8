package io.kubesphere.ai.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Pods that a real controller has made; what a kubelet would report of them is played. */
record RealPods(KubernetesClient client, String namespace) {

    /** The pod that carries this label, as soon as its controller has made it. */
    Pod awaitOne(String label, String value) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> client.pods().inNamespace(namespace).withLabel(label, value).list().getItems().stream()
                                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    void run(Pod pod) {
        assertThat(pod.getSpec().getContainers()).isNotEmpty();
        say(
                pod,
                "Running",
                new ContainerStateBuilder()
                        .withNewRunning()
                        .withStartedAt(now())
                        .endRunning());
    }

    void succeed(Pod pod) {
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

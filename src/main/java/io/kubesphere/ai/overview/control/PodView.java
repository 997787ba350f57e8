package io.kubesphere.ai.overview.control;

import io.fabric8.kubernetes.api.model.Pod;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.kernel.workload.Timestamps;
import io.kubesphere.ai.overview.PodName;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What we remember of a pod that has a machine.
 *
 * @param runUid and {@code application} as its labels say; whether the run can be believed is for others to find out
 * @param cpu millionths of a core that are set aside
 * @param memory bytes that are set aside
 * @param cards units by extended resource
 * @param devices units by other extended resource
 * @param started when its node took it up
 */
record PodView(
        PodName name,
        String uid,
        String machine,
        String runUid,
        String application,
        long cpu,
        long memory,
        Map<String, Long> cards,
        Map<String, Long> devices,
        Instant started) {

    /** Empty for a pod that holds nothing: it waits for a machine, or has ended. */
    static Optional<PodView> of(Pod pod) {
        var machine = pod.getSpec() == null
                ? ""
                : Objects.requireNonNullElse(pod.getSpec().getNodeName(), "");
        var phase = pod.getStatus() == null
                ? ""
                : Objects.requireNonNullElse(pod.getStatus().getPhase(), "");
        if (machine.isEmpty() || phase.equals("Succeeded") || phase.equals("Failed")) {
            return Optional.empty();
        }
        var meta = pod.getMetadata();
        var labels = Objects.requireNonNullElse(meta.getLabels(), Map.<String, String>of());
        var requests = PodRequests.of(pod.getSpec());
        return Optional.of(new PodView(
                new PodName(meta.getNamespace(), meta.getName()),
                meta.getUid(),
                machine.intern(),
                labels.getOrDefault(Labels.RUN_UID, ""),
                labels.getOrDefault(Labels.APPLICATION, ""),
                PodRequests.cpu(requests),
                PodRequests.memory(requests),
                PodRequests.cards(requests),
                PodRequests.devices(requests),
                started(pod)));
    }

    private static Instant started(Pod pod) {
        return Optional.ofNullable(pod.getStatus())
                .flatMap(status -> Timestamps.parse(status.getStartTime()))
                .or(() -> Timestamps.parse(pod.getMetadata().getCreationTimestamp()))
                .orElse(Instant.EPOCH);
    }
}

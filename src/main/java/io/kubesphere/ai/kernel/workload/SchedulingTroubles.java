package io.kubesphere.ai.kernel.workload;

import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A worker for which the scheduler finds no node; the first by rank, since the others usually say the same. */
final class SchedulingTroubles {
    private SchedulingTroubles() {}

    static Optional<Verdict> decide(Scene scene) {
        return scene.current().stream()
                .filter(pod -> !pod.hasEnded() && !pod.hasNode())
                .flatMap(pod -> pod.condition("PodScheduled", "False").map(why -> verdict(pod, why)).stream())
                .findFirst();
    }

    private static Verdict verdict(WorkerPod pod, PodCondition condition) {
        if ("SchedulingGated".equals(condition.getReason())) {
            return Verdict.of(Phase.Scheduling, PlacementReason.SchedulingGated, "", List.of(pod.evidence(condition)));
        }
        var finding = SchedulerWords.read(Objects.requireNonNullElse(condition.getMessage(), ""));
        return Verdict.of(Phase.Scheduling, finding.reason(), finding.detail(), List.of(pod.evidence(condition)));
    }
}

package io.kubesphere.ai.kernel.workload;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Nothing is wrong; the run just has not come up yet. The worker that is behind tells how far it is. */
final class Beginnings {
    private static final String PULLING = "Pulling";
    private static final Set<String> PULLS = Set.of(PULLING, "Pulled");

    private Beginnings() {}

    static Optional<Verdict> decide(Scene scene) {
        if (scene.allStarted()) {
            return Optional.empty();
        }
        var behind = scene.current().stream().filter(pod -> !pod.hasStarted()).toList();
        return Optional.of(unscheduled(behind)
                .or(() -> pulling(scene, behind))
                .or(() -> starting(behind))
                .orElseGet(() -> notCreated(scene)));
    }

    private static Optional<Verdict> unscheduled(List<WorkerPod> behind) {
        return behind.stream()
                .filter(pod -> !pod.hasNode())
                .findFirst()
                .map(pod -> verdict(PlacementReason.NotScheduledYet, pod.evidence("spec.nodeName", "none", "")));
    }

    private static Optional<Verdict> pulling(Scene scene, List<WorkerPod> behind) {
        return behind.stream()
                .flatMap(pod -> scene.lastEvent(pod, PULLS).stream())
                .filter(event -> event.reason().equals(PULLING))
                .findFirst()
                .map(event -> verdict(StartReason.PullingImage, event.evidence()));
    }

    private static Optional<Verdict> starting(List<WorkerPod> behind) {
        return behind.stream()
                .findFirst()
                .map(pod -> verdict(
                        StartReason.WorkersStarting,
                        pod.containers().stream()
                                .filter(container -> container.waiting().isPresent())
                                .findFirst()
                                .map(ContainerView::waitingEvidence)
                                .orElseGet(() -> pod.evidence("status.phase", pod.phase(), ""))));
    }

    private static Verdict notCreated(Scene scene) {
        var active = Integer.toString(scene.engine().active());
        return verdict(StartReason.WorkersNotCreated, scene.engineSays("status.active", active, Optional.empty()));
    }

    private static Verdict verdict(Reason reason, Evidence evidence) {
        return Verdict.of(Phase.Scheduling, reason, "", List.of(evidence));
    }
}

package io.kubesphere.ai.kernel.workload;

import java.util.List;
import java.util.Optional;

/** The user's wish to pause, which takes as long as the workers take to end. */
final class Pauses {
    private Pauses() {}

    static Optional<Verdict> decide(Scene scene) {
        if (scene.observed().pauseRequested()) {
            return Optional.of(paused(scene));
        }
        if (scene.engine().suspended() && !scene.observed().queueRequested()) {
            var evidence = scene.engineSays("spec.suspend", "true", Optional.empty());
            return Optional.of(Verdict.of(Phase.Paused, RunReason.SuspendedElsewhere, "", List.of(evidence)));
        }
        return Optional.empty();
    }

    private static Verdict paused(Scene scene) {
        return scene.live().stream()
                .filter(WorkerPod::programRuns)
                .findFirst()
                .map(pod -> Verdict.of(
                        Phase.Running, RunReason.Pausing, "", List.of(pod.evidence("status.phase", pod.phase(), ""))))
                .orElseGet(() -> Verdict.of(Phase.Paused, RunReason.PausedByUser, "", List.of(suspension(scene))));
    }

    private static Evidence suspension(Scene scene) {
        var suspended = Boolean.toString(scene.engine().suspended());
        return scene.engineSays("spec.suspend", suspended, Optional.empty());
    }
}

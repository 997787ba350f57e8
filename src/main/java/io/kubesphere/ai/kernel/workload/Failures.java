package io.kubesphere.ai.kernel.workload;

import io.kubesphere.ai.kernel.workload.RunFailure.Category;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Workers have failed while the engine still goes on with the run. */
final class Failures {
    private Failures() {}

    /** By the scheduler; a replacement then waits for a place, which is no trouble of its own. */
    static Optional<Verdict> preempted(Scene scene) {
        return RunFailures.open(scene)
                .filter(failure -> failure.category() == Category.Preemption)
                .filter(failure -> scene.observed().retries() > 0)
                .map(failure -> verdict(Phase.Preempted, failure));
    }

    static Optional<Verdict> failing(Scene scene) {
        var unreplaced = RunFailures.unreplaced(scene);
        if (unreplaced.isPresent()) {
            return Optional.of(
                    scene.observed().retries() == 0
                            ? EngineVerdicts.ending(
                                    unreplaced.get(), unreplaced.get().evidence())
                            : verdict(Phase.Restarting, unreplaced.get()));
        }
        return scene.allStarted() ? Optional.empty() : restarting(scene);
    }

    private static Optional<Verdict> restarting(Scene scene) {
        var cause = RunFailures.open(scene).map(failure -> verdict(Phase.Restarting, failure));
        if (cause.isPresent()) {
            return cause;
        }
        if (scene.restarts() > 0) {
            return Optional.of(byEngine(scene));
        }
        return scene.pods().isEmpty() && scene.engine().failed() > 0 ? Optional.of(without(scene)) : Optional.empty();
    }

    /** The pods of the attempt before are gone. */
    private static Verdict byEngine(Scene scene) {
        var restarts = Integer.toString(scene.restarts());
        var evidence = scene.lastEngineEvent(Set.of("RestartJobSetFailurePolicyAction", "Restarting"))
                .map(EventView::evidence)
                .orElseGet(() -> scene.engineSays("restarts", restarts, Optional.empty()));
        return Verdict.of(Phase.Restarting, RunReason.RestartedByEngine, "", List.of(evidence));
    }

    private static Verdict without(Scene scene) {
        var evidence = scene.engineSays(
                "status.failed", Integer.toString(scene.engine().failed()), Optional.empty());
        return Verdict.of(Phase.Restarting, FailureReason.WorkersFailed, "", List.of(evidence));
    }

    private static Verdict verdict(Phase phase, RunFailure failure) {
        return Verdict.saying(phase, failure.reason(), failure.message(), failure.evidence());
    }
}

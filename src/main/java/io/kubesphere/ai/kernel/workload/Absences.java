package io.kubesphere.ai.kernel.workload;

import java.util.List;
import java.util.Optional;

/** The engine's object is not there: not yet, refused, or no more. */
final class Absences {
    private Absences() {}

    static Optional<Verdict> decide(Scene scene) {
        if (scene.engine().deleting()) {
            return Optional.of(lost(scene, "metadata.deletionTimestamp", "being deleted"));
        }
        if (scene.observed().engine().isPresent()) {
            return Optional.empty();
        }
        if (scene.observed().engineApplied()) {
            return Optional.of(lost(scene, "metadata", "not found"));
        }
        if (scene.observed().applyFailure().isPresent()) {
            return Optional.of(Refusals.ofEngineObject(scene));
        }
        return Optional.of(
                scene.observed().pauseRequested()
                        ? Verdict.of(Phase.Paused, RunReason.PausedByUser, "", List.of())
                        : Verdict.of(Phase.Queued, StartReason.NotSubmitted, "", List.of()));
    }

    /** No engine works on an object that is being deleted, so no verdict can come any more. */
    private static Verdict lost(Scene scene, String field, String value) {
        var evidence = scene.engineSays(field, value, Optional.empty());
        return Verdict.of(Phase.Lost, RunReason.EngineObjectDeleted, "", List.of(evidence));
    }
}

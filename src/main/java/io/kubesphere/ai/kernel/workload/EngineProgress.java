package io.kubesphere.ai.kernel.workload;

import java.time.Instant;
import java.util.Optional;

/**
 * What an engine's own object says about a run, in neutral words; pods, events and queue tell the rest.
 *
 * @param suspended the engine holds the run back (no pods wanted)
 * @param deleting somebody deletes the object, so that the engine does nothing more for it
 * @param active pods that are pending or running
 * @param ready pods that are ready
 * @param succeeded pods or indexes that completed
 * @param failed pods that failed so far
 * @param restarts whole-run restarts the engine counted
 * @param decided how it will finish: the engine has made up its mind and waits for the pods to end
 * @param finish present once the engine gave its verdict
 */
public record EngineProgress(
        boolean suspended,
        boolean deleting,
        int active,
        int ready,
        int succeeded,
        int failed,
        int restarts,
        Optional<Instant> startTime,
        Optional<Finish> decided,
        Optional<Finish> finish) {

    /** What a new object says: nothing. */
    public static final EngineProgress NEW =
            new EngineProgress(false, false, 0, 0, 0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether there has been a worker of it. */
    boolean hasRun() {
        return ready + succeeded + failed > 0;
    }

    /** The engine's verdict; {@code reason} and {@code message} are the engine's own words. */
    public record Finish(boolean success, String reason, String message, Optional<Instant> time) {}
}

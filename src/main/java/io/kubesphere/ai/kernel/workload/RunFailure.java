package io.kubesphere.ai.kernel.workload;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What made a run, or one of its workers, fail; for its explanation and for its record.
 *
 * @param exitCode of the container that failed first; empty when none did by itself
 * @param pod that failed first; empty when none is left to tell
 * @param container that failed first
 * @param message one sentence, without a full stop
 */
public record RunFailure(
        Category category,
        Reason reason,
        OptionalInt exitCode,
        Optional<String> pod,
        Optional<String> container,
        String message,
        List<Evidence> evidence) {

    /** Whose turn it is: statistics and retry rules care for no more than this. */
    public enum Category {
        /** The user's program ended with an error. */
        Program,
        OutOfMemory,
        /** Code or inputs could not be fetched. */
        Inputs,
        Image,
        /** The pod cannot run as it is written. */
        Config,
        /** Nodes, devices, disks, networks, or the engine itself. */
        Infrastructure,
        Preemption,
        Deadline,
        /** Nothing is left that tells. */
        Unknown
    }

    public RunFailure {
        evidence = List.copyOf(evidence);
    }

    /** Why a run failed; empty unless its engine has said that it failed. */
    public static Optional<RunFailure> of(WorkloadObservation observation) {
        return RunFailures.of(Scene.of(observation));
    }

    /** Retries are for workers that fail; a deadline and an unfit engine end a run at once. */
    boolean isRetried() {
        return reason != FailureReason.DeadlineExceeded && reason != FailureReason.EngineUnfit;
    }
}

package io.kubesphere.ai.kernel.workload;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A word that explains a phase, for machines; docs/guide/phases.md lists them all. A word never changes its meaning. */
public sealed interface Reason
        permits SubmissionReason, QueueReason, PlacementReason, StartReason, RunReason, FailureReason {

    /** The word, in CamelCase. */
    String name();

    /** What it means, as a sentence without a full stop. */
    String meaning();

    /** What a data scientist can do; empty when there is nothing to do. */
    String nextStep();

    /** Phases that it can explain. */
    Set<Phase> phases();

    /** Every word there is. */
    static List<Reason> all() {
        return Stream.<Reason[]>of(
                        SubmissionReason.values(),
                        QueueReason.values(),
                        PlacementReason.values(),
                        StartReason.values(),
                        RunReason.values(),
                        FailureReason.values())
                .flatMap(Stream::of)
                .toList();
    }
}

package io.kubesphere.ai.observability;

import java.util.Set;

/**
 * Which streams of a run to read, also of those that begin while it is read. Empty sets select all.
 *
 * @param streams ids; those of other runs select nothing
 * @param containers names, e.g. that of the program without those of our helpers
 * @param ranks of pods; streams of pods without a number are then left out
 */
public record LogSelection(RunRef run, Set<Long> streams, Set<String> containers, Set<Integer> ranks) {
    public LogSelection {
        streams = Set.copyOf(streams);
        containers = Set.copyOf(containers);
        ranks = Set.copyOf(ranks);
    }

    public static LogSelection all(RunRef run) {
        return new LogSelection(run, Set.of(), Set.of(), Set.of());
    }

    public static LogSelection stream(RunRef run, long stream) {
        return new LogSelection(run, Set.of(stream), Set.of(), Set.of());
    }

    /** All instances of these containers, in all pods of the run. */
    public static LogSelection containers(RunRef run, Set<String> names) {
        return new LogSelection(run, Set.of(), names, Set.of());
    }

    public boolean selects(LogStream stream) {
        return (streams.isEmpty() || streams.contains(stream.id()))
                && (containers.isEmpty() || containers.contains(stream.container()))
                && (ranks.isEmpty() || stream.rank().stream().anyMatch(ranks::contains));
    }
}

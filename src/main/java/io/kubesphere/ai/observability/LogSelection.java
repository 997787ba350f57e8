package io.kubesphere.ai.observability;

import java.util.Set;

/**
 * Which streams of a run to read. Empty sets select all.
 *
 * @param streams ids; those of other runs select nothing
 * @param containers names, e.g. that of the program without those of our helpers
 */
public record LogSelection(RunRef run, Set<Long> streams, Set<String> containers) {
    public LogSelection {
        streams = Set.copyOf(streams);
        containers = Set.copyOf(containers);
    }

    public static LogSelection all(RunRef run) {
        return new LogSelection(run, Set.of(), Set.of());
    }

    public static LogSelection stream(RunRef run, long stream) {
        return new LogSelection(run, Set.of(stream), Set.of());
    }

    /** All instances of these containers, in all pods of the run. */
    public static LogSelection containers(RunRef run, Set<String> names) {
        return new LogSelection(run, Set.of(), names);
    }

    public boolean selects(LogStream stream) {
        return (streams.isEmpty() || streams.contains(stream.id()))
                && (containers.isEmpty() || containers.contains(stream.container()));
    }
}

package io.kubesphere.ai.tracing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which traces: those that have one span with all of this. A value that exists is within bounds.
 *
 * @param atLeast of the span's duration
 * @param failed only spans that have failed
 */
public record TraceQuery(
        Optional<String> service,
        Optional<String> operation,
        Optional<String> application,
        Optional<String> run,
        Optional<Duration> atLeast,
        Optional<Duration> atMost,
        boolean failed,
        Instant from,
        Instant to,
        int limit) {

    /** The same with another limit. */
    public TraceQuery most(int traces) {
        return new TraceQuery(service, operation, application, run, atLeast, atMost, failed, from, to, traces);
    }

    /** The parameters as they came. */
    public record Wanted(
            Optional<String> service,
            Optional<String> operation,
            Optional<String> application,
            Optional<String> run,
            Optional<String> minDuration,
            Optional<String> maxDuration,
            Optional<String> error,
            Optional<String> from,
            Optional<String> to,
            Optional<String> limit) {

        /** Checked; a 400 names every parameter that is wrong. */
        public TraceQuery at(Instant now, Duration longest) {
            return new WantedTraces(this, now, longest).query();
        }
    }
}

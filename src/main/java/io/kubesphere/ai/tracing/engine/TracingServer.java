package io.kubesphere.ai.tracing.engine;

import io.kubesphere.ai.tracing.TraceId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whoever keeps spans. It may answer more than was asked for: who may see what, and whether a span is what was wanted, is decided
 * after it.
 */
public interface TracingServer {

    /**
     * Traces with all their spans, newest first.
     *
     * @param partly the server was not asked for all that it may have, because that would have been too many questions
     * @param completeSince the limit was reached, and what is older is missing
     */
    record Found(List<List<Span>> traces, boolean partly, Optional<Instant> completeSince) {

        /** All of one answer. */
        public static Found of(List<List<Span>> traces, int limit) {
            var oldest = traces.stream()
                    .map(trace -> trace.stream()
                            .mapToLong(Span::startMicros)
                            .filter(start -> start > 0)
                            .min())
                    .flatMapToLong(OptionalLong::stream)
                    .min();
            var since = traces.size() < limit || oldest.isEmpty()
                    ? Optional.<Instant>empty()
                    : Optional.of(Instant.EPOCH.plus(oldest.getAsLong(), ChronoUnit.MICROS));
            return new Found(List.copyOf(traces), false, since);
        }
    }

    /** As users may read it. */
    String name();

    /** @throws io.kubesphere.ai.kernel.kapi.Problem UNAVAILABLE when it cannot be asked */
    Found search(TraceSearch search);

    /** All that it has of one trace; empty when it has nothing. */
    List<Span> trace(TraceId id);
}

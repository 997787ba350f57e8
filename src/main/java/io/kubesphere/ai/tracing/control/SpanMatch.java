package io.kubesphere.ai.tracing.control;

import io.kubesphere.ai.tracing.TraceQuery;
import io.kubesphere.ai.tracing.engine.Span;
import java.time.Duration;
import java.util.Optional;

/** Whether a span is what was wanted. Servers are asked for the same, and each understands it a little differently. */
record SpanMatch(TraceQuery query) {

    boolean has(Span span) {
        var duration = Duration.ofNanos(span.durationMicros() * 1000);
        return isSame(query.service(), span.service())
                && isSame(query.operation(), span.operation())
                && isIn(query.application(), span.origin().application())
                && isIn(query.run(), span.origin().run())
                && query.atLeast()
                        .filter(least -> duration.compareTo(least) < 0)
                        .isEmpty()
                && query.atMost().filter(most -> duration.compareTo(most) > 0).isEmpty()
                && (span.failed() || !query.failed());
    }

    /** Zipkin keeps names in lower case. */
    private static boolean isSame(Optional<String> wanted, String name) {
        return wanted.isEmpty() || wanted.get().equalsIgnoreCase(name);
    }

    private static boolean isIn(Optional<String> wanted, Optional<String> found) {
        return wanted.isEmpty() || wanted.equals(found);
    }
}

package io.kubesphere.ai.kernel.kube;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Optional;

/** The trace of the request at hand, as W3C Trace Context writes it; none where spans are not exported. */
final class TraceParent {
    private TraceParent() {}

    static Optional<String> current() {
        return Optional.of(Span.current().getSpanContext())
                .filter(SpanContext::isValid)
                .map(context -> "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                        + context.getTraceFlags().asHex());
    }
}

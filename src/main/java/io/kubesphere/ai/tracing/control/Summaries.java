package io.kubesphere.ai.tracing.control;

import io.kubesphere.ai.tracing.TraceId;
import io.kubesphere.ai.tracing.TraceSummary;
import io.kubesphere.ai.tracing.engine.Origin;
import io.kubesphere.ai.tracing.engine.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes one line of a trace. */
final class Summaries {
    private static final int MOST_SERVICES = 20;

    private Summaries() {}

    /** @param seen of a trace of which the caller sees something */
    static TraceSummary of(TraceId id, Waterfall seen) {
        var spans = seen.spans();
        var first = spans.get(0);
        var extent = seen.extent();
        return new TraceSummary(
                id,
                extent.start(),
                extent.durationMicros(),
                first.service(),
                first.operation(),
                spans.size(),
                (int) spans.stream().filter(Span::failed).count(),
                spans.stream()
                        .map(Span::service)
                        .distinct()
                        .sorted()
                        .limit(MOST_SERVICES)
                        .toList(),
                first(spans, Origin::application),
                first(spans, Origin::run),
                seen.hasOthers());
    }

    private static Optional<String> first(List<Span> spans, Function<Origin, Optional<String>> what) {
        return spans.stream()
                .map(span -> what.apply(span.origin()))
                .flatMap(Optional::stream)
                .findFirst();
    }
}

package io.kubesphere.ai.tracing.control;

import io.kubesphere.ai.tracing.SpanKind;
import io.kubesphere.ai.tracing.engine.Origin;
import io.kubesphere.ai.tracing.engine.Span;
import java.util.Map;
import java.util.Optional;

/** Spans as tests say them: times in microseconds after a moment that does not matter. */
record Spans(
        String id,
        String parent,
        boolean shared,
        String service,
        SpanKind kind,
        long start,
        long duration,
        boolean failed,
        String remote,
        String project) {
    static final long MOMENT = 1_768_478_400_000_000L;

    /** {@code id} below {@code parent}, which may be nothing. */
    static Spans span(String id, String parent, String service) {
        return new Spans(id, parent, false, service, SpanKind.INTERNAL, 0, 100, false, "", "shop");
    }

    Spans at(long newStart, long newDuration) {
        return new Spans(id, parent, shared, service, kind, newStart, newDuration, failed, remote, project);
    }

    Spans as(SpanKind newKind) {
        return new Spans(id, parent, shared, service, newKind, start, duration, failed, remote, project);
    }

    Spans of(String newProject) {
        return new Spans(id, parent, shared, service, kind, start, duration, failed, remote, newProject);
    }

    Spans failing() {
        return new Spans(id, parent, shared, service, kind, start, duration, true, remote, project);
    }

    Spans asking(String newRemote) {
        return new Spans(id, parent, shared, service, SpanKind.CLIENT, start, duration, failed, newRemote, project);
    }

    Span span() {
        return new Span(
                new Span.Link("t", id, Optional.of(parent).filter(text -> !text.isEmpty()), shared),
                service,
                "op-" + id,
                kind,
                start < 0 ? 0 : MOMENT + start,
                duration,
                failed,
                Optional.of(remote),
                new Origin(Optional.of(project), Optional.of(service + "-0"), Optional.empty(), Optional.empty()),
                Map.of());
    }
}

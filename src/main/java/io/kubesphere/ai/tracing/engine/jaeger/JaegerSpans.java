package io.kubesphere.ai.tracing.engine.jaeger;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.tracing.SpanKind;
import io.kubesphere.ai.tracing.TraceId;
import io.kubesphere.ai.tracing.engine.Origin;
import io.kubesphere.ai.tracing.engine.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the JSON of Jaeger's pages: spans that refer to processes, whose tags alone say where a span comes from. */
final class JaegerSpans {
    private final String projectAttribute;

    JaegerSpans(String projectAttribute) {
        this.projectAttribute = projectAttribute;
    }

    List<Span> of(JsonNode trace) {
        var processes = trace.path("processes");
        var spans = new ArrayList<Span>();
        trace.path("spans")
                .forEach(span -> spans.add(
                        span(span, processes.path(span.path("processID").asText()))));
        return List.copyOf(spans);
    }

    private Span span(JsonNode span, JsonNode process) {
        var resource = tags(process.path("tags"));
        var tags = tags(span.path("tags"));
        var attributes = new LinkedHashMap<>(resource);
        attributes.putAll(tags);
        return new Span(
                new Span.Link(
                        TraceId.padded(span.path("traceID").asText()).value(),
                        span.path("spanID").asText(),
                        parent(span),
                        false),
                process.path("serviceName").asText(),
                span.path("operationName").asText(),
                SpanKind.named(tags.getOrDefault("span.kind", "")),
                span.path("startTime").asLong(),
                span.path("duration").asLong(),
                tags.getOrDefault("error", "false").equals("true")
                        || tags.getOrDefault("otel.status_code", "").equals("ERROR"),
                Optional.ofNullable(tags.get("peer.service")),
                Origin.of(resource, projectAttribute),
                attributes);
    }

    /** Of its own trace: a reference to another one is a link and no parent. */
    private static Optional<String> parent(JsonNode span) {
        var parents = new ArrayList<String>();
        span.path("references").forEach(reference -> {
            if (reference.path("traceID").asText().equals(span.path("traceID").asText())) {
                var place = reference.path("refType").asText().equals("CHILD_OF") ? 0 : parents.size();
                parents.add(place, reference.path("spanID").asText());
            }
        });
        return parents.stream().findFirst();
    }

    private static Map<String, String> tags(JsonNode list) {
        var tags = new LinkedHashMap<String, String>();
        list.forEach(tag -> tags.put(tag.path("key").asText(), tag.path("value").asText()));
        return tags;
    }
}

package io.kubesphere.ai.tracing.engine.zipkin;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.tracing.SpanKind;
import io.kubesphere.ai.tracing.engine.Origin;
import io.kubesphere.ai.tracing.engine.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads Zipkin's v2 JSON. It knows no attributes of processes: collectors write them as tags of each span. */
final class ZipkinSpans {
    private final String projectAttribute;

    ZipkinSpans(String projectAttribute) {
        this.projectAttribute = projectAttribute;
    }

    List<Span> of(JsonNode trace) {
        var spans = new ArrayList<Span>();
        trace.forEach(span -> spans.add(span(span)));
        return List.copyOf(spans);
    }

    private Span span(JsonNode span) {
        var tags = tags(span.path("tags"));
        var link = new Span.Link(
                span.path("traceId").asText(),
                span.path("id").asText(),
                Optional.of(span.path("parentId").asText()).filter(id -> !id.isEmpty()),
                span.path("shared").asBoolean());
        return new Span(
                link,
                span.at("/localEndpoint/serviceName").asText(),
                span.path("name").asText(),
                SpanKind.named(span.path("kind").asText()),
                span.path("timestamp").asLong(),
                span.path("duration").asLong(),
                // Its presence says so, and its value why.
                tags.containsKey("error") && !tags.get("error").equals("false"),
                Optional.of(span.at("/remoteEndpoint/serviceName").asText()),
                Origin.of(tags, projectAttribute),
                tags);
    }

    private static Map<String, String> tags(JsonNode object) {
        var tags = new LinkedHashMap<String, String>();
        object.properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        return tags;
    }
}

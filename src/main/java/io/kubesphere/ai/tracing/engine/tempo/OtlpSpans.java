package io.kubesphere.ai.tracing.engine.tempo;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.tracing.SpanKind;
import io.kubesphere.ai.tracing.engine.Origin;
import io.kubesphere.ai.tracing.engine.Span;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads OTLP as JSON, as the protocol has it and as Tempo writes it: other names of lists, and identifiers in base64. */
final class OtlpSpans {
    private static final int NANOS = 1000;
    private static final String HEX = "[0-9a-fA-F]{16}|[0-9a-fA-F]{32}";

    private final String projectAttribute;

    OtlpSpans(String projectAttribute) {
        this.projectAttribute = projectAttribute;
    }

    List<Span> of(JsonNode answer) {
        var spans = new ArrayList<Span>();
        var trace = answer.has("trace") ? answer.path("trace") : answer;
        first(trace, "resourceSpans", "batches").forEach(batch -> {
            var resource = attributes(batch.at("/resource/attributes"));
            first(batch, "scopeSpans", "instrumentationLibrarySpans")
                    .forEach(scope -> scope.path("spans").forEach(span -> spans.add(span(span, resource))));
        });
        return List.copyOf(spans);
    }

    private static JsonNode first(JsonNode object, String name, String otherName) {
        return object.has(name) ? object.path(name) : object.path(otherName);
    }

    private Span span(JsonNode span, Map<String, String> resource) {
        var own = attributes(span.path("attributes"));
        var attributes = new LinkedHashMap<>(resource);
        attributes.putAll(own);
        var start = span.path("startTimeUnixNano").asLong();
        return new Span(
                link(span),
                resource.getOrDefault("service.name", ""),
                span.path("name").asText(),
                kind(span.path("kind")),
                start / NANOS,
                (span.path("endTimeUnixNano").asLong() - start) / NANOS,
                isError(span.at("/status/code")),
                Optional.ofNullable(own.get("peer.service")),
                Origin.of(resource, projectAttribute),
                attributes);
    }

    private static Span.Link link(JsonNode span) {
        return new Span.Link(
                hex(span.path("traceId").asText()),
                hex(span.path("spanId").asText()),
                Optional.of(span.path("parentSpanId").asText())
                        .filter(id -> !id.isEmpty())
                        .map(OtlpSpans::hex),
                false);
    }

    private static String hex(String id) {
        if (id.matches(HEX)) {
            return id;
        }
        try {
            var text = new StringBuilder();
            for (var one : Base64.getDecoder().decode(id)) {
                text.append(String.format("%02x", one));
            }
            return text.toString();
        } catch (IllegalArgumentException neither) {
            return id;
        }
    }

    /** By name or by number. */
    private static SpanKind kind(JsonNode kind) {
        return switch (kind.asInt()) {
            case 2 -> SpanKind.SERVER;
            case 3 -> SpanKind.CLIENT;
            case 4 -> SpanKind.PRODUCER;
            case 5 -> SpanKind.CONSUMER;
            default -> SpanKind.named(kind.asText());
        };
    }

    private static boolean isError(JsonNode code) {
        return code.asInt() == 2 || code.asText().equals("STATUS_CODE_ERROR");
    }

    private static Map<String, String> attributes(JsonNode list) {
        var attributes = new LinkedHashMap<String, String>();
        list.forEach(each -> attributes.put(each.path("key").asText(), text(each.path("value"))));
        return attributes;
    }

    /** Lists and maps as they are written. */
    private static String text(JsonNode value) {
        return Stream.of("stringValue", "intValue", "doubleValue", "boolValue", "bytesValue")
                .filter(value::has)
                .map(kind -> value.path(kind).asText())
                .findFirst()
                .orElseGet(value::toString);
    }
}

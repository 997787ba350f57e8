package io.kubesphere.ai.standalone.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.NullValue;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** JSON as the values CEL computes with, typed by the schema where there is one. */
final class CelValues {

    private static final Set<String> OF_METADATA = Set.of("name", "generateName");
    private static final Pattern DURATION_PART = Pattern.compile("([0-9.]+)(ns|us|µs|ms|h|m|s)");

    private CelValues() {}

    static Object root(JsonNode object, Schema schema) {
        return struct(object, schema, true);
    }

    static Object of(JsonNode value, Schema schema) {
        if (value.isObject()) {
            return schema.additional().isPresent() ? map(value, schema) : object(value, schema);
        }
        if (value.isArray()) {
            var items = new ArrayList<Object>();
            value.forEach(item -> items.add(schema.items().map(s -> of(item, s)).orElseGet(() -> untyped(item))));
            return items;
        }
        return scalar(value, schema);
    }

    private static Object object(JsonNode value, Schema schema) {
        if (schema.properties().isEmpty() && schema.keepsUnknown() && !schema.isEmbeddedResource()) {
            return untyped(value);
        }
        return struct(value, schema, schema.isEmbeddedResource());
    }

    private static Map<String, Object> struct(JsonNode value, Schema schema, boolean resource) {
        var fields = new HashMap<String, Object>();
        value.properties().forEach(entry -> schema.property(entry.getKey())
                .ifPresent(child -> fields.put(CelNames.escape(entry.getKey()), of(entry.getValue(), child))));
        if (resource) {
            fields.put("apiVersion", value.path("apiVersion").asText(""));
            fields.put("kind", value.path("kind").asText(""));
            fields.put("metadata", metadata(value.path("metadata")));
        }
        return fields;
    }

    private static Map<String, Object> metadata(JsonNode metadata) {
        var visible = new HashMap<String, Object>();
        OF_METADATA.stream()
                .filter(metadata::has)
                .forEach(field -> visible.put(field, metadata.path(field).asText()));
        return visible;
    }

    private static Map<String, Object> map(JsonNode value, Schema schema) {
        var entries = new HashMap<String, Object>();
        var child = schema.additional().orElse(schema);
        value.properties().forEach(entry -> entries.put(entry.getKey(), of(entry.getValue(), child)));
        return entries;
    }

    private static Object scalar(JsonNode value, Schema schema) {
        if (schema.type().equals("number") && value.isNumber()) {
            return value.asDouble();
        }
        if (schema.type().equals("string") && value.isTextual()) {
            return string(value.asText(), schema.format());
        }
        return untyped(value);
    }

    private static Object string(String text, String format) {
        return switch (format) {
            case "date-time" -> timestamp(OffsetDateTime.parse(text).toInstant());
            case "date" -> timestamp(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            case "duration" -> duration(text);
            case "byte" -> ByteString.copyFrom(Base64.getDecoder().decode(text));
            default -> text;
        };
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    private static Duration duration(String text) {
        var nanos = 0.0;
        var parts = DURATION_PART.matcher(text);
        while (parts.find()) {
            nanos += Double.parseDouble(parts.group(1)) * nanosOf(parts.group(2));
        }
        var total = (long) (text.startsWith("-") ? -nanos : nanos);
        return Duration.newBuilder()
                .setSeconds(total / 1_000_000_000L)
                .setNanos((int) (total % 1_000_000_000L))
                .build();
    }

    private static double nanosOf(String unit) {
        return switch (unit) {
            case "h" -> 3_600e9;
            case "m" -> 60e9;
            case "s" -> 1e9;
            case "ms" -> 1e6;
            case "us", "µs" -> 1e3;
            default -> 1;
        };
    }

    static Object untyped(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> {
                var entries = new HashMap<String, Object>();
                value.properties().forEach(e -> entries.put(e.getKey(), untyped(e.getValue())));
                yield entries;
            }
            case ARRAY -> {
                var items = new ArrayList<Object>();
                value.forEach(item -> items.add(untyped(item)));
                yield items;
            }
            case NUMBER -> value.isIntegralNumber() ? (Object) value.asLong() : (Object) value.asDouble();
            case BOOLEAN -> value.asBoolean();
            case STRING, BINARY -> value.asText();
            case NULL, MISSING -> NullValue.NULL_VALUE;
        };
    }
}

package io.kubesphere.ai.observability.engine.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.observability.FoundLine;
import io.kubesphere.ai.observability.LogHistogram;
import io.kubesphere.ai.observability.LogNotice;
import io.kubesphere.ai.observability.engine.logstore.FieldNames;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What a search has answered. */
record SearchAnswer(String product, JsonNode body) {

    List<JsonNode> hits() {
        return StreamSupport.stream(body.at("/hits/hits").spliterator(), false).toList();
    }

    long total() {
        return body.at("/hits/total/value").asLong();
    }

    String pit() {
        return body.path("pit_id").asText();
    }

    /** Time of a hit in the unit of the index, by which pages go on. */
    static long sortValue(JsonNode hit) {
        return hit.path("sort").path(0).asLong();
    }

    /** Why the answer may lack lines. */
    List<LogNotice> notices() {
        var notices = new ArrayList<LogNotice>();
        if (body.path("timed_out").asBoolean()) {
            notices.add(new LogNotice(
                    "TimedOut", product + " gave up searching in time; ask for a shorter range to see everything"));
        }
        var shards = body.path("_shards");
        var failed = shards.path("failed").asInt();
        if (failed > 0) {
            var total = shards.path("total").asInt();
            var why = shards.at("/failures/0/reason/reason").asText("it did not say why");
            notices.add(new LogNotice(
                    "PartialResult",
                    product + " could not search " + failed + " of " + total
                            + " parts of its index, so lines are missing: " + why));
        }
        return notices;
    }

    static FoundLine line(JsonNode hit, FieldNames fields) {
        var source = hit.path("_source");
        return new FoundLine(
                hit.path("_index").asText() + "/" + hit.path("_id").asText(),
                time(hit, fields.time()),
                text(source, fields.namespace()).orElse(""),
                text(source, fields.pod()).orElse(""),
                text(source, fields.container()).orElse(""),
                text(source, fields.level()),
                text(source, fields.text()).map(SearchAnswer::withoutBreak).orElse(""),
                text(source, fields.application()),
                text(source, fields.run()));
    }

    private static Instant time(JsonNode hit, String field) {
        return OffsetDateTime.parse(hit.path("fields").path(field).path(0).asText())
                .toInstant();
    }

    /** Collectors keep the line's own end in the text. */
    private static String withoutBreak(String text) {
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    /** Documents hold {@code a.b} as an object in an object, or flat. */
    private static Optional<String> text(JsonNode source, String field) {
        var flat = source.path(field);
        if (!flat.isMissingNode()) {
            return scalar(flat);
        }
        var dot = field.indexOf('.');
        while (dot >= 0) {
            var inner = source.path(field.substring(0, dot));
            var found = inner.isObject() ? text(inner, field.substring(dot + 1)) : Optional.<String>empty();
            if (found.isPresent()) {
                return found;
            }
            dot = field.indexOf('.', dot + 1);
        }
        return Optional.empty();
    }

    private static Optional<String> scalar(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }

    List<LogHistogram.Bucket> buckets() {
        var buckets = new ArrayList<LogHistogram.Bucket>();
        for (var each : body.at("/aggregations/times/buckets")) {
            var count = each.path("doc_count").asLong();
            buckets.add(new LogHistogram.Bucket(
                    Instant.ofEpochMilli(each.path("key").asLong()), count, levels(each, count)));
        }
        return buckets;
    }

    private static Map<String, Long> levels(JsonNode bucket, long count) {
        var levels = new LinkedHashMap<String, Long>();
        var rest = count;
        for (var level : bucket.at("/levels/buckets").properties()) {
            var lines = level.getValue().path("doc_count").asLong();
            rest -= lines;
            if (lines > 0) {
                levels.put(level.getKey(), lines);
            }
        }
        if (rest > 0) {
            levels.put(LogHistogram.UNKNOWN, rest);
        }
        return levels;
    }
}

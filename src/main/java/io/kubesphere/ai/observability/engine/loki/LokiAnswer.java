package io.kubesphere.ai.observability.engine.loki;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.observability.FoundLine;
import io.kubesphere.ai.observability.LogHistogram;
import io.kubesphere.ai.observability.LogHistogram.Bucket;
import io.kubesphere.ai.observability.LogLevel;
import io.kubesphere.ai.observability.engine.logstore.FieldNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** What Loki has answered. */
record LokiAnswer(JsonNode data) {
    private static final long SECOND = 1_000_000_000L;

    /** A line and its time as Loki has it. */
    record Entry(long nanos, FoundLine line) {}

    List<Entry> entries(FieldNames labels, boolean ascending) {
        var entries = new ArrayList<Entry>();
        for (var stream : data.path("result")) {
            for (var value : stream.path("values")) {
                entries.add(entry(stream.path("stream"), value, labels));
            }
        }
        var order = Comparator.comparingLong(Entry::nanos)
                .thenComparing(entry -> entry.line().id());
        entries.sort(ascending ? order : order.reversed());
        return entries;
    }

    private static Entry entry(JsonNode stream, JsonNode value, FieldNames labels) {
        var nanos = Long.parseLong(value.path(0).asText());
        var text = value.path(1).asText();
        return new Entry(
                nanos,
                new FoundLine(
                        nanos + "/" + Long.toHexString(mark(stream + text)),
                        Instant.ofEpochSecond(nanos / SECOND, nanos % SECOND),
                        stream.path(labels.namespace()).asText(),
                        stream.path(labels.pod()).asText(),
                        stream.path(labels.container()).asText(),
                        label(stream, labels.level()),
                        text,
                        label(stream, labels.application()),
                        label(stream, labels.run())));
    }

    /** Loki keeps a line once where stream, time and text are the same, so these tell lines apart. */
    private static long mark(String text) {
        var sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }

    private static Optional<String> label(JsonNode stream, String name) {
        return Optional.of(stream.path(name).asText()).filter(value -> !value.isEmpty());
    }

    long number() {
        return Math.round(data.path("result").path(0).path("value").path(1).asDouble());
    }

    /** A sample counts what lies in the step before it. */
    List<Bucket> buckets(String level, Duration step) {
        var times = new TreeMap<Instant, Map<String, Long>>();
        for (var series : data.path("result")) {
            var name = LogLevel.of(series.path("metric").path(level).asText())
                    .map(LogLevel::wireName)
                    .orElse(LogHistogram.UNKNOWN);
            for (var sample : series.path("values")) {
                var time = Instant.ofEpochSecond(Math.round(sample.path(0).asDouble()))
                        .minus(step);
                times.computeIfAbsent(time, unused -> new HashMap<>())
                        .merge(name, Math.round(sample.path(1).asDouble()), Long::sum);
            }
        }
        var buckets = new ArrayList<Bucket>();
        times.forEach((time, levels) -> buckets.add(new Bucket(
                time, levels.values().stream().mapToLong(Long::longValue).sum(), levels)));
        return buckets;
    }
}

package io.kubesphere.ai.tracing.engine;

import io.kubesphere.ai.tracing.SpanKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One span as its server tells it, whatever the server. Programs write what they like, so sizes and times are cut to what can be.
 *
 * @param remoteService whom it says it asked
 * @param attributes of the process and of the span
 */
public record Span(
        Link link,
        String service,
        String operation,
        SpanKind kind,
        long startMicros,
        long durationMicros,
        boolean failed,
        Optional<String> remoteService,
        Origin origin,
        Map<String, String> attributes) {
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_VALUE = 1024;
    private static final int MOST_ATTRIBUTES = 64;
    /** The last of the year 9999 and some thirty years, in microseconds; their sum is far from an overflow. */
    private static final long LATEST = 253_402_300_799_000_000L;

    private static final long LONGEST = 1_000_000_000_000_000L;

    /**
     * Its place in a trace.
     *
     * @param shared the receiving half of a call that has one id for both halves, as Zipkin's B3 has it
     */
    public record Link(String traceId, String spanId, Optional<String> parentId, boolean shared) {}

    public Span {
        service = cut(service, LONGEST_NAME);
        operation = cut(operation, LONGEST_NAME);
        startMicros = Math.max(0, Math.min(startMicros, LATEST));
        durationMicros = Math.max(0, Math.min(durationMicros, LONGEST));
        remoteService = remoteService.filter(name -> !name.isEmpty()).map(name -> cut(name, LONGEST_NAME));
        attributes = bounded(attributes);
    }

    private static Map<String, String> bounded(Map<String, String> all) {
        var kept = new LinkedHashMap<String, String>();
        all.forEach((name, value) -> {
            if (kept.size() < MOST_ATTRIBUTES) {
                kept.put(cut(name, LONGEST_NAME), cut(value, LONGEST_VALUE));
            }
        });
        return Collections.unmodifiableMap(kept);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    public long endMicros() {
        return startMicros + durationMicros;
    }
}

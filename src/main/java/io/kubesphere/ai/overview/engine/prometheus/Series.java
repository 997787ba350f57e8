package io.kubesphere.ai.overview.engine.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A series of an answer; values that are no numbers (NaN, infinite) are left out, since they measure nothing. */
record Series(Map<String, String> labels, List<Sample> samples) {

    record Sample(Instant time, double value) {}

    String label(String name) {
        return labels.getOrDefault(name, "");
    }

    static List<Series> of(JsonNode data) {
        var all = new ArrayList<Series>();
        for (var result : data.path("result")) {
            var labels = new HashMap<String, String>();
            result.path("metric")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            var samples = new ArrayList<Sample>();
            add(samples, result.path("value"));
            result.path("values").forEach(point -> add(samples, point));
            if (!samples.isEmpty()) {
                all.add(new Series(labels, samples));
            }
        }
        return all;
    }

    private static void add(List<Sample> samples, JsonNode point) {
        if (point.size() == 2) {
            var value = Double.parseDouble(goNumber(point.get(1).asText()));
            if (Double.isFinite(value)) {
                samples.add(
                        new Sample(Instant.ofEpochMilli(Math.round(point.get(0).asDouble() * 1000)), value));
            }
        }
    }

    private static String goNumber(String text) {
        return text.endsWith("Inf") ? text.replace("Inf", "Infinity") : text;
    }
}

package io.kubesphere.ai.overview.engine.prometheus;

import io.kubesphere.ai.overview.Plane;
import io.kubesphere.ai.overview.PlaneNames;
import io.kubesphere.ai.overview.engine.PlaneTraffic;
import io.kubesphere.ai.overview.engine.PlaneTraffic.Flow;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks what goes over the planes of all machines, in one question, and reads the answer. */
final class PlaneQuestion {
    private static final String PLANE = "plane";
    private static final String SAMPLED = "aip:nic:sampled";
    private static final String RECEIVED = "aip:nic_received:bytes";
    private static final String SENT = "aip:nic_sent:bytes";
    private static final String SPEED = "aip:nic_speed:bytes";

    private final Map<Plane, String> devices = new EnumMap<>(Plane.class);
    private final RuleBook rules;

    PlaneQuestion(PlaneNames config, RuleBook rules) {
        for (var plane : Plane.values()) {
            config.of(plane).ifPresent(pattern -> devices.put(plane, pattern));
        }
        this.rules = rules;
    }

    /** Empty when nobody has said which devices belong to which plane. */
    Optional<String> expression() {
        if (devices.isEmpty()) {
            return Optional.empty();
        }
        var figures = Stream.of(RECEIVED, SENT, SPEED)
                .map(figure -> tagged("sum by (node, plane) (" + planes(figure) + ")", figure));
        return Optional.of(Stream.concat(figures, Stream.of(tagged("(" + rules.of(SAMPLED) + ")", SAMPLED)))
                .collect(Collectors.joining(" or ")));
    }

    private static String tagged(String vector, String figure) {
        return PromQl.labelled(vector, UsageFigures.TAG, figure);
    }

    private String planes(String figure) {
        var vector = "(" + rules.of(figure) + ")";
        for (var plane : devices.entrySet()) {
            vector = PromQl.labelledWhere(
                    vector, PLANE, plane.getKey().wireName(), new PromQl.Where("device", plane.getValue()));
        }
        return vector;
    }

    /** Nothing has been answered. */
    PlaneTraffic unanswered() {
        return new PlaneTraffic(Optional.empty(), devices.keySet(), Map.of());
    }

    PlaneTraffic read(List<Series> answer) {
        var machines = new HashMap<String, Map<Plane, Flow>>();
        var time = Optional.<Instant>empty();
        for (var series : answer) {
            var value = series.samples().get(0).value();
            if (series.label(UsageFigures.TAG).equals(SAMPLED)) {
                time = Optional.of(Instant.ofEpochMilli(Math.round(value * 1000)));
                continue;
            }
            // Devices of no plane have none.
            plane(series.label(PLANE)).ifPresent(plane -> machines.computeIfAbsent(
                            series.label("node"), unused -> new EnumMap<>(Plane.class))
                    .merge(plane, flow(series.label(UsageFigures.TAG), value), PlaneQuestion::together));
        }
        return new PlaneTraffic(time, devices.keySet(), machines);
    }

    private static Optional<Plane> plane(String name) {
        return Arrays.stream(Plane.values())
                .filter(plane -> plane.wireName().equals(name))
                .findFirst();
    }

    private static Flow flow(String figure, double value) {
        var known = OptionalDouble.of(value);
        var unknown = OptionalDouble.empty();
        return switch (figure) {
            case RECEIVED -> new Flow(known, unknown, unknown);
            case SENT -> new Flow(unknown, known, unknown);
            default -> new Flow(unknown, unknown, known);
        };
    }

    private static Flow together(Flow one, Flow other) {
        return new Flow(
                either(one.received(), other.received()),
                either(one.sent(), other.sent()),
                either(one.speed(), other.speed()));
    }

    private static OptionalDouble either(OptionalDouble one, OptionalDouble other) {
        return one.isPresent() ? one : other;
    }
}

package io.kubesphere.ai.overview.control;

import io.kubesphere.ai.overview.Figure;
import io.kubesphere.ai.overview.NicPlane;
import io.kubesphere.ai.overview.Plane;
import io.kubesphere.ai.overview.engine.PlaneTraffic;
import io.kubesphere.ai.overview.engine.PlaneTraffic.Flow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is known of the network planes of machines. Which devices and resources a plane has, only an operator can say. */
final class NicPlanes {
    static final String NOT_CONFIGURED = "NotConfigured";
    static final String NO_RESOURCE = "NoResource";
    private static final String DEVICES = "device";
    private static final String RATE = "byte/s";

    private final Census census;
    private final Use use;
    private final Function<Plane, Optional<String>> resources;

    NicPlanes(Census census, Use use, Function<Plane, Optional<String>> resources) {
        this.census = census;
        this.use = use;
        this.resources = resources;
    }

    /** All planes, known or not. */
    List<NicPlane> of(String machine) {
        return Arrays.stream(Plane.values()).map(plane -> of(machine, plane)).toList();
    }

    NicPlane of(String machine, Plane plane) {
        var view = Optional.ofNullable(census.machines().get(machine));
        var units = resources.apply(plane);
        var has = units.flatMap(resource ->
                view.flatMap(known -> Optional.ofNullable(known.devices().get(resource))));
        var held =
                has.map(unused -> census.taken().getOrDefault(machine, Map.of()).getOrDefault(units.orElseThrow(), 0L));
        var reason = units.isEmpty() ? NOT_CONFIGURED : NO_RESOURCE;
        var flow = flow(machine, view, plane);
        return new NicPlane(
                plane.wireName(),
                count(has, reason),
                count(held, reason),
                rate(plane, flow.received()),
                rate(plane, flow.sent()),
                rate(plane, flow.speed()));
    }

    private Figure count(Optional<Long> units, String reason) {
        return figure(units.map(BigDecimal::valueOf), DEVICES, Optional.of(census.time()), reason);
    }

    /** Exporters know a machine by its name or by an address. */
    private Flow flow(String machine, Optional<MachineView> view, Plane plane) {
        var addresses = view.map(known -> known.addresses().stream().sorted()).orElse(Stream.empty());
        return Stream.concat(Stream.of(machine), addresses)
                .flatMap(name ->
                        traffic().stream().map(traffic -> traffic.machines().get(name)))
                .filter(flows -> flows != null && flows.containsKey(plane))
                .map(flows -> flows.get(plane))
                .findFirst()
                .orElse(Flow.UNKNOWN);
    }

    private Optional<PlaneTraffic> traffic() {
        return use.usage().traffic();
    }

    private Figure rate(Plane plane, OptionalDouble bytes) {
        var value = bytes.isPresent()
                ? Optional.of(BigDecimal.valueOf(bytes.getAsDouble()).setScale(0, RoundingMode.HALF_UP))
                : Optional.<BigDecimal>empty();
        return figure(value, RATE, traffic().flatMap(PlaneTraffic::time), reason(plane));
    }

    private String reason(Plane plane) {
        if (!use.missing().equals(Use.NO_SAMPLES)) {
            return use.missing();
        }
        return traffic()
                .map(traffic -> traffic.planes().contains(plane) ? Use.NO_SAMPLES : NOT_CONFIGURED)
                .orElse(Use.NO_SOURCE);
    }

    private static Figure figure(Optional<BigDecimal> value, String unit, Optional<Instant> time, String reason) {
        return value.isPresent()
                ? new Figure(value, unit, time, Optional.empty())
                : new Figure(value, unit, Optional.empty(), Optional.of(reason));
    }
}

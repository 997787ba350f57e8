package io.kubesphere.ai.overview.rest;

import io.kubesphere.ai.overview.Figure;
import io.kubesphere.ai.overview.NicPlane;
import io.kubesphere.ai.overview.Plane;
import java.util.List;
import java.util.stream.Stream;

/** Network planes of machines as columns of CSV. */
final class PlaneColumns {
    private PlaneColumns() {}

    static List<String> head() {
        return Stream.of(Plane.values())
                .map(Plane::wireName)
                .flatMap(plane -> Stream.of(
                        plane + " network (device)",
                        "requested " + plane + " network (device)",
                        "received " + plane + " network (byte/s)",
                        "sent " + plane + " network (byte/s)",
                        "speed " + plane + " network (byte/s)"))
                .toList();
    }

    static List<String> cells(List<NicPlane> planes) {
        return planes.stream()
                .flatMap(plane ->
                        Stream.of(plane.capacity(), plane.requested(), plane.received(), plane.sent(), plane.speed()))
                .map(PlaneColumns::cell)
                .toList();
    }

    private static String cell(Figure figure) {
        return figure.value().map(value -> value.toPlainString()).orElse("");
    }
}

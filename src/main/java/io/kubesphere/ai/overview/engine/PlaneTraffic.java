package io.kubesphere.ai.overview.engine;

import io.kubesphere.ai.overview.Plane;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What goes over the network planes of machines.
 *
 * @param time of the oldest sample
 * @param planes that the source knows the devices of
 * @param machines by name or by address, whichever the source has
 */
public record PlaneTraffic(Optional<Instant> time, Set<Plane> planes, Map<String, Map<Plane, Flow>> machines) {
    public PlaneTraffic {
        planes = Set.copyOf(planes);
        machines = Map.copyOf(machines);
    }

    /** Bytes per second. */
    public record Flow(OptionalDouble received, OptionalDouble sent, OptionalDouble speed) {
        public static final Flow UNKNOWN =
                new Flow(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    }
}

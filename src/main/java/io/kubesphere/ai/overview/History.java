package io.kubesphere.ai.overview;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A measure of a scope over time.
 *
 * @param lines {@code used}, {@code requested} and, for the cluster, {@code allocatable}
 */
public record History(String measure, String unit, Instant from, Instant to, Duration step, List<Line> lines) {
    public History {
        lines = List.copyOf(lines);
    }

    /** Points in order of time; where nothing was measured there is no point. */
    public record Line(String name, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    public record Point(Instant time, BigDecimal value) {}
}

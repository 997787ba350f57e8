package io.kubesphere.ai.training.control;

import io.kubesphere.ai.training.MetricPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Keeps of a series what shows its course, while it passes through once: of each of equally long stretches the least,
 * the greatest and the last value and the first that is NaN, and the very first point. A peak of one step is never lost.
 */
final class Thinning implements Consumer<MetricPoint> {
    private static final int KEPT_OF_A_STRETCH = 4;
    private static final Comparator<MetricPoint> BY_COURSE =
            Comparator.comparingLong(MetricPoint::step).thenComparingLong(MetricPoint::sequence);

    private final long total;
    private final long stretches;
    private final List<MetricPoint> kept = new ArrayList<>();
    private Stretch stretch = Stretch.EMPTY;
    private long seen;

    /**
     * @param total points that will come, at most
     * @param most points that are kept
     */
    Thinning(long total, int most) {
        this.total = Math.max(1, total);
        this.stretches = total <= most ? this.total : Math.max(1, (most - 1) / KEPT_OF_A_STRETCH);
    }

    /** What is kept of a stretch; {@code first} of the very first only. */
    private record Stretch(
            Optional<MetricPoint> first,
            Optional<MetricPoint> least,
            Optional<MetricPoint> greatest,
            Optional<MetricPoint> nan,
            Optional<MetricPoint> last) {
        static final Stretch EMPTY =
                new Stretch(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        static Stretch beginning(MetricPoint first) {
            return new Stretch(
                    Optional.of(first), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        Stretch with(MetricPoint point) {
            if (Double.isNaN(point.value())) {
                return new Stretch(first, least, greatest, nan.or(() -> Optional.of(point)), Optional.of(point));
            }
            return new Stretch(
                    first,
                    least.filter(known -> known.value() <= point.value()).or(() -> Optional.of(point)),
                    greatest.filter(known -> known.value() >= point.value()).or(() -> Optional.of(point)),
                    nan,
                    Optional.of(point));
        }

        TreeSet<MetricPoint> points() {
            var points = new TreeSet<>(BY_COURSE);
            Stream.of(first, least, greatest, nan, last)
                    .flatMap(Optional::stream)
                    .forEach(points::add);
            return points;
        }
    }

    @Override
    public void accept(MetricPoint point) {
        if (seen == 0) {
            stretch = Stretch.beginning(point);
        } else if (stretchOf(seen) != stretchOf(seen - 1)) {
            kept.addAll(stretch.points());
            stretch = Stretch.EMPTY;
        }
        stretch = stretch.with(point);
        seen++;
    }

    private long stretchOf(long index) {
        return Math.min(stretches - 1, index * stretches / total);
    }

    /** What was kept, by step and then arrival. */
    List<MetricPoint> points() {
        var points = new ArrayList<>(kept);
        points.addAll(stretch.points());
        return points;
    }
}

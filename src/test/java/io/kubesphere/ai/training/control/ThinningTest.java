package io.kubesphere.ai.training.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.training.MetricPoint;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinningTest {

    @Test
    void seriesThatFitsIsKeptAsItIs() {
        var points = series(100, step -> step % 7);

        assertThat(thinned(points, 100)).isEqualTo(points);
        assertThat(thinned(List.of(), 100)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"101, 10", "1000, 11", "100000, 1000", "99999, 997", "12, 10"})
    void noMoreIsKeptThanWasAskedForAndTheOrderStays(int total, int most) {
        var random = new Random(total);
        var points = series(total, step -> random.nextInt(10) == 0 ? Double.NaN : random.nextGaussian());

        var kept = thinned(points, most);

        assertThat(kept).hasSizeBetween(most / 5, most).doesNotHaveDuplicates();
        assertThat(kept)
                .isSortedAccordingTo(Comparator.comparingLong(MetricPoint::step))
                .isSubsetOf(points);
        assertThat(kept.get(0)).isEqualTo(points.get(0));
        assertThat(kept.get(kept.size() - 1)).isEqualTo(points.get(total - 1));
    }

    @Test
    void peakDipAndNanOfOneStepAreNeverLost() {
        var points = series(100_000, step -> switch ((int) step) {
            case 31_415 -> 1e9;
            case 27_182 -> -1e9;
            case 55_555 -> Double.NaN;
            case 66_666 -> Double.POSITIVE_INFINITY;
            default -> Math.sin(step / 1000.0);
        });

        assertThat(thinned(points, 500)).extracting(MetricPoint::step).contains(31_415L, 27_182L, 55_555L, 66_666L);
    }

    @Test
    void seriesThatNeverNamesAStepStillHasItsCourse() {
        var points = LongStream.range(0, 1000)
                .mapToObj(arrival -> new MetricPoint(0, arrival, arrival % 100, arrival + 1))
                .toList();

        assertThat(thinned(points, 100))
                .hasSizeGreaterThan(40)
                .isSortedAccordingTo(Comparator.comparingLong(MetricPoint::sequence));
    }

    @Test
    void fewerPointsThanAnnouncedAreNoMisfortune() {
        var thinning = new Thinning(100_000, 50);
        series(10, step -> step).forEach(thinning);

        assertThat(thinning.points()).hasSizeBetween(2, 10);
    }

    private static List<MetricPoint> thinned(List<MetricPoint> points, int most) {
        var thinning = new Thinning(points.size(), most);
        points.forEach(thinning);
        return thinning.points();
    }

    private static List<MetricPoint> series(int total, LongToDoubleFunction value) {
        return LongStream.range(0, total)
                .mapToObj(step -> new MetricPoint(step, step, value.applyAsDouble(step), step + 1))
                .toList();
    }
}

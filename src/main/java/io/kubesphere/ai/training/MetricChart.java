package io.kubesphere.ai.training;

import java.util.List;

/**
 * Series of a run up to some arrival.
 *
 * @param sequence number of the newest arrival that is in it: where {@link RunMetrics#since} goes on
 */
public record MetricChart(long sequence, List<MetricSeries> series) {
    public MetricChart {
        series = List.copyOf(series);
    }
}

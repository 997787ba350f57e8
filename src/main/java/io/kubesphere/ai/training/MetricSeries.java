package io.kubesphere.ai.training;

import java.util.List;

/**
 * The course of a metric for a chart, by step and then arrival.
 *
 * @param total points that were reported
 * @param points all of them, or those that show the course: peaks, dips, NaN and ends of each stretch
 */
public record MetricSeries(String key, long total, List<MetricPoint> points) {
    public MetricSeries {
        points = List.copyOf(points);
    }
}

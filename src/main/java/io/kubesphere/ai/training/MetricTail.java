package io.kubesphere.ai.training;

import java.util.List;

/**
 * Points in the order of their arrival.
 *
 * @param sequence where to go on
 */
public record MetricTail(long sequence, List<Arrival> arrivals) {
    public MetricTail {
        arrivals = List.copyOf(arrivals);
    }

    /** One point of one metric. */
    public record Arrival(String key, MetricPoint point) {}
}

package io.kubesphere.ai.training;

import java.util.OptionalDouble;

/**
 * How a metric stands: its latest point is the one with the highest step, of several the one that arrived last.
 *
 * @param least of all values that are numbers; empty when none is
 * @param greatest of all values that are numbers; empty when none is
 * @param points how many have been reported
 */
public record MetricSummary(
        String key,
        double value,
        long step,
        long timestampMs,
        OptionalDouble least,
        OptionalDouble greatest,
        long points) {}

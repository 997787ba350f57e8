package io.kubesphere.ai.training;

/**
 * One point of a series.
 *
 * @param timestampMs what the program's clock said
 * @param value JSON writes NaN and the infinities as the strings NaN, Infinity and -Infinity
 * @param sequence number of arrival, growing over all metrics of a run
 */
public record MetricPoint(long step, long timestampMs, double value, long sequence) {}

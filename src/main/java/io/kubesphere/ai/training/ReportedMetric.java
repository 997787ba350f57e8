package io.kubesphere.ai.training;

/**
 * One point of a metric as a program reports it.
 *
 * @param value any double: NaN and the infinities are what the program has computed, and are kept
 * @param timestampMs what the program's clock said, milliseconds since 1970; nothing is ordered by it
 */
public record ReportedMetric(String key, double value, long timestampMs, long step) {
    /** MLflow's client reports the machine's load by itself under such keys, also while the program hangs. */
    private static final String SYSTEM = "system/";

    public boolean isOfTheMachine() {
        return key.startsWith(SYSTEM);
    }
}

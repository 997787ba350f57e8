package io.kubesphere.ai.standalone.runner.kubelet;

import java.time.Duration;

/**
 * How long the kubelet waits before it tries again.
 *
 * @param firstBackOff before the second restart of a container, and after the first failed pull; then it doubles
 * @param longestBackOff where the doubling ends
 * @param configuration before a container is tried again whose ConfigMap, Secret or volume was missing
 */
public record Patience(Duration firstBackOff, Duration longestBackOff, Duration configuration) {

    /** A kubelet's own values. */
    public static final Patience DEFAULT =
            new Patience(Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofSeconds(5));

    BackOff.Limits backOff() {
        return new BackOff.Limits(firstBackOff, longestBackOff);
    }
}

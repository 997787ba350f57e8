package io.kubesphere.ai.standalone.runner.kubelet;

import java.time.Duration;

/** Durations as Go prints them, which a kubelet's messages show: 10s, 1m20s, 5m0s. */
final class GoDuration {

    private static final int MINUTE = 60;
    private static final long MILLIS = 1000;

    private GoDuration() {}

    static String text(Duration duration) {
        if (duration.toMillis() % MILLIS != 0 && duration.toSeconds() < 1) {
            return duration.toMillis() + "ms";
        }
        var seconds = duration.toSeconds();
        if (seconds < MINUTE) {
            return seconds + "s";
        }
        var minutes = seconds / MINUTE;
        var rest = minutes % MINUTE + "m" + seconds % MINUTE + "s";
        return minutes < MINUTE ? rest : minutes / MINUTE + "h" + rest;
    }
}

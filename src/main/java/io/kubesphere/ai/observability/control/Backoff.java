package io.kubesphere.ai.observability.control;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses between attempts: each twice as long as the last, with some chance in it so that thousands do not come at once. */
final class Backoff {
    private static final int MOST_DOUBLINGS = 20;

    private final Duration first;
    private final int longest;
    private int failures;

    private Backoff(Duration first, int longest) {
        this.first = first;
        this.longest = longest;
    }

    static Backoff ofArchive(Duration first) {
        return new Backoff(first, 20);
    }

    /** A node that does not answer may have thousands of streams, and each attempt is a request to the API server. */
    static Backoff ofNode(Duration first) {
        return new Backoff(first, 120);
    }

    Duration next() {
        var factor = Math.min(1 << Math.min(failures, MOST_DOUBLINGS), longest);
        failures++;
        var pause = first.multipliedBy(factor).toMillis();
        return Duration.ofMillis(pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1));
    }

    int failures() {
        return failures;
    }

    void reset() {
        failures = 0;
    }
}

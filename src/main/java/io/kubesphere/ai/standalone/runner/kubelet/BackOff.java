package io.kubesphere.ai.standalone.runner.kubelet;

import java.time.Duration;

/**
 * Ever longer pauses between attempts, as client-go counts them: the first repetition comes at once, each later one waits
 * twice as long as the one before; after a quiet time it begins anew.
 */
final class BackOff {

    private final Limits limits;
    private Duration pause = Duration.ZERO;
    private long sinceNanos;

    /** The shortest and the longest pause. */
    record Limits(Duration first, Duration longest) {}

    BackOff(Limits limits) {
        this.limits = limits;
    }

    /** The pause to keep, counted from the end of the failed attempt. */
    Duration pause() {
        return pause;
    }

    /** What is left of the pause when the attempt failed this long ago. */
    Duration left(Duration sinceFailure) {
        var left = pause.minus(sinceFailure);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Another attempt is made now. */
    void next() {
        var now = System.nanoTime();
        var isQuiet = now - sinceNanos > 2 * limits.longest().toNanos();
        if (pause.isZero() || isQuiet) {
            pause = limits.first();
        } else {
            var doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(limits.longest()) < 0 ? doubled : limits.longest();
        }
        sinceNanos = now;
    }
}

package io.kubesphere.ai.kernel.outbound;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Keeps questions from a server that does not answer: after two failures in a row it is left alone, then tried by one. */
final class Breaker {
    private static final int FAILURES = 2;

    private final Duration pause;
    private final Clock clock;
    private int failures;
    private Instant closedUntil = Instant.MIN;

    Breaker(Duration pause, Clock clock) {
        this.pause = pause;
        this.clock = clock;
    }

    /** Whether to ask; who is told yes while it has been failing is the one who tries. */
    synchronized boolean letsThrough() {
        var now = clock.instant();
        if (failures < FAILURES) {
            return true;
        }
        if (now.isBefore(closedUntil)) {
            return false;
        }
        closedUntil = now.plus(pause);
        return true;
    }

    synchronized void answered() {
        failures = 0;
    }

    synchronized void failed() {
        failures++;
        closedUntil = clock.instant().plus(pause);
    }
}

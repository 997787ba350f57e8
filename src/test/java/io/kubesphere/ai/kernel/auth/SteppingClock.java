package io.kubesphere.ai.kernel.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Starts now and moves on by a step each time somebody looks. */
final class SteppingClock extends Clock {
    private final Duration step;
    private Instant now = Clock.systemUTC().instant();

    SteppingClock(Duration step) {
        this.step = step;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public synchronized Instant instant() {
        now = now.plus(step);
        return now;
    }
}

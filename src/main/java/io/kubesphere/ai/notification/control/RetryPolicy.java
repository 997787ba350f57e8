package io.kubesphere.ai.notification.control;

import io.kubesphere.ai.notification.Delivery.State;
import io.kubesphere.ai.notification.store.DeliveryRow;
import io.kubesphere.ai.notification.store.DeliveryRow.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;

/** What an attempt came to, and when there is another one; no clock and no I/O. */
final class RetryPolicy {
    private static final int GONE = 410;
    /** Of 4xx, those that are not about what was sent. */
    private static final Set<Integer> BUSY = Set.of(408, 425, 429);

    private final NotificationConfig config;
    private final DoubleSupplier random;

    /**
     * A policy.
     *
     * @param random from 0 to 1, so that not all who wait for a receiver come back at the same moment
     */
    RetryPolicy(NotificationConfig config, DoubleSupplier random) {
        this.config = config;
        this.random = random;
    }

    /**
     * What came of an attempt.
     *
     * @param isRefused whether the platform's own rules forbid the address, so that nobody was asked
     */
    record Result(Optional<Integer> status, Optional<Duration> retryAfter, String fault, boolean isRefused) {
        boolean isGood() {
            return status.filter(code -> code >= 200 && code < 300).isPresent();
        }

        /** Nothing else would be taken there now either. */
        boolean isDown() {
            return !isRefused
                    && status.map(code -> code >= 500 || BUSY.contains(code)).orElse(true);
        }
    }

    /**
     * What is to be done.
     *
     * @param rest for so long the receiver is asked nothing at all
     */
    record Verdict(Outcome outcome, Optional<Duration> rest) {}

    Verdict after(DeliveryRow tried, Result result) {
        if (result.isGood()) {
            return new Verdict(new Outcome(State.Delivered, Duration.ZERO, ""), Optional.empty());
        }
        var pause = pause(tried.attempts() + 1, result.retryAfter());
        var rest = result.isDown() ? Optional.of(pause) : Optional.<Duration>empty();
        return hopeless(tried, result)
                .map(why -> new Verdict(new Outcome(State.Failed, Duration.ZERO, result.fault() + why), rest))
                .orElseGet(() -> new Verdict(new Outcome(State.Waiting, pause, result.fault()), rest));
    }

    private Optional<String> hopeless(DeliveryRow tried, Result result) {
        if (result.isRefused()) {
            return Optional.of("");
        }
        if (result.status().equals(Optional.of(GONE))) {
            return Optional.of("; the receiver wants nothing any more");
        }
        if (tried.attempts() + 1 >= config.mostAttempts()) {
            return Optional.of("; given up after " + config.mostAttempts() + " attempts");
        }
        return tried.age().compareTo(config.longest()) >= 0
                ? Optional.of("; given up after " + config.longest().toHours() + " hours")
                : Optional.empty();
    }

    /** Twice as long each time, half of it by chance, and never shorter than the receiver asks for. */
    private Duration pause(int attempts, Optional<Duration> wanted) {
        var doubled = config.firstPause().multipliedBy(1L << Math.min(20, attempts - 1));
        var full = shorter(doubled, config.longestPause());
        var ours = Duration.ofMillis(Math.round(full.toMillis() * (0.5 + random.getAsDouble() / 2)));
        return wanted.map(theirs -> shorter(theirs, config.longestPause()))
                .filter(theirs -> theirs.compareTo(ours) > 0)
                .orElse(ours);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

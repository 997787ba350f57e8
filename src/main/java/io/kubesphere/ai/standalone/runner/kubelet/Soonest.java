package io.kubesphere.ai.standalone.runner.kubelet;

import java.time.Duration;
import java.util.Optional;

/** The earliest of several times to look again. */
final class Soonest {

    private Optional<Duration> delay = Optional.empty();

    void after(Duration wanted) {
        var notPast = wanted.isNegative() ? Duration.ZERO : wanted;
        delay = Optional.of(
                delay.filter(sooner -> sooner.compareTo(notPast) <= 0).orElse(notPast));
    }

    Optional<Duration> delay() {
        return delay;
    }
}

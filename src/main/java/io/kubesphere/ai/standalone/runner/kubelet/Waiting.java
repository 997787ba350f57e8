package io.kubesphere.ai.standalone.runner.kubelet;

import java.time.Duration;

/** Why a container does not run now, and for how long it will not be tried. */
record Waiting(String reason, String message, long untilNanos) {

    static Waiting until(String reason, String message, Duration pause) {
        return new Waiting(reason, message, System.nanoTime() + pause.toNanos());
    }

    Duration left() {
        var left = untilNanos - System.nanoTime();
        return left <= 0 ? Duration.ZERO : Duration.ofNanos(left);
    }

    boolean isOver() {
        return left().isZero();
    }
}

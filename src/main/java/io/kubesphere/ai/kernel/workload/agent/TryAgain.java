package io.kubesphere.ai.kernel.workload.agent;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The service answered, but cannot serve now; it may have said when to come back. */
final class TryAgain extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> after;

    TryAgain(String message, Optional<Duration> after) {
        super(message);
        this.after = after;
    }

    Optional<Duration> after() {
        return after;
    }
}

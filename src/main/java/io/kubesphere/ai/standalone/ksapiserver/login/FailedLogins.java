package io.kubesphere.ai.standalone.ksapiserver.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/** Stops guessing: after five wrong passwords within half an hour a user may not try again for a while. */
final class FailedLogins {
    private static final int MOST = 5;
    private static final Duration MEMORY = Duration.ofMinutes(30);

    private final Clock clock;

    /** Only of users who exist, so that it stays small. */
    private final Map<String, Queue<Instant>> failures = new HashMap<>();

    FailedLogins(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean block(String user) {
        var recent = failures.getOrDefault(user, new ArrayDeque<>());
        var since = clock.instant().minus(MEMORY);
        recent.removeIf(failure -> failure.isBefore(since));
        return recent.size() >= MOST;
    }

    synchronized void failed(String user) {
        failures.computeIfAbsent(user, u -> new ArrayDeque<>()).add(clock.instant());
    }

    synchronized void succeeded(String user) {
        failures.remove(user);
    }
}

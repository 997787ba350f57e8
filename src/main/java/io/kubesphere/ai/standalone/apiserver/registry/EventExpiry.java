package io.kubesphere.ai.standalone.apiserver.registry;

import io.kubesphere.ai.standalone.apiserver.store.Store;
import io.kubesphere.ai.standalone.apiserver.store.Stored;
import io.kubesphere.ai.standalone.apiserver.wire.GroupResource;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Removes events an hour after they were last written, a real API server's default ({@code --event-ttl}). */
final class EventExpiry implements AutoCloseable {

    private static final GroupResource EVENTS = new GroupResource("", "events");
    private static final Duration TIME_TO_LIVE = Duration.ofHours(1);
    private static final long SWEEP_SECONDS = 60;

    private final Store store;
    private final Clock clock;
    private final Map<String, Long> firstSeenMillis = new HashMap<>();
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "apiserver-event-expiry");
        thread.setDaemon(true);
        return thread;
    });

    EventExpiry(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void start() {
        var unused = sweeper.scheduleWithFixedDelay(this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    /** An event's version counts as written when this server first sees it, so a restart gives all another hour. */
    private void sweep() {
        var now = clock.millis();
        var seen = new HashMap<String, Long>();
        for (var event : store.list(EVENTS, "").items()) {
            var version = event.uid() + "/" + event.revision();
            var since = firstSeenMillis.getOrDefault(version, now);
            if (now - since >= TIME_TO_LIVE.toMillis()) {
                remove(event);
            } else {
                seen.put(version, since);
            }
        }
        firstSeenMillis.clear();
        firstSeenMillis.putAll(seen);
    }

    private void remove(Stored event) {
        store.locked(() -> store.get(event.place())
                .filter(now -> now.revision() == event.revision())
                .map(store::remove));
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
    }
}

package io.kubesphere.ai.kernel.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Answers of ks-apiserver, believed for a while without asking again; so many at most, whoever calls. */
final class BriefMemory<K, V> {
    private static final int MOST = 10_000;

    /** An answer, and until when we believe it. */
    private record Entry<V>(V value, Instant until) {}

    private final Duration life;
    private final Clock clock;
    private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();

    BriefMemory(Duration life, Clock clock) {
        this.life = life;
        this.clock = clock;
    }

    /** What is remembered, or what the source says now; nothing is remembered of a source that throws. */
    V recall(K key, Supplier<V> source) {
        var now = clock.instant();
        var held = entries.get(key);
        if (held != null && now.isBefore(held.until())) {
            return held.value();
        }
        var value = source.get();
        makeRoom(now);
        entries.put(key, new Entry<>(value, now.plus(life)));
        return value;
    }

    private void makeRoom(Instant now) {
        if (entries.size() >= MOST) {
            entries.values().removeIf(entry -> !now.isBefore(entry.until()));
        }
        if (entries.size() >= MOST) {
            entries.clear();
        }
    }
}

package io.kubesphere.ai.kernel.content;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The last few values that were read of what never changes under its key; what is absent is asked for each time. */
final class RecentlyRead<V> {
    private final int most;
    private final Map<String, V> values = new LinkedHashMap<>(16, 0.75f, true);

    RecentlyRead(int most) {
        this.most = most;
    }

    /** Two who ask at once may both read; none waits for the other. */
    Optional<V> recall(String key, Supplier<Optional<V>> read) {
        var known = known(key);
        if (known.isPresent()) {
            return known;
        }
        var value = read.get();
        value.ifPresent(found -> remember(key, found));
        return value;
    }

    synchronized void forget(String key) {
        values.remove(key);
    }

    private synchronized Optional<V> known(String key) {
        return Optional.ofNullable(values.get(key));
    }

    private synchronized void remember(String key, V value) {
        values.put(key, value);
        if (values.size() > most) {
            values.remove(values.keySet().iterator().next());
        }
    }
}

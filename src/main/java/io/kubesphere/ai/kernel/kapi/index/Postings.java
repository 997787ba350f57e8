package io.kubesphere.ai.kernel.kapi.index;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** Which objects have which value of one field or label; results may be live and are never changed by callers. */
final class Postings {
    private static final RoaringBitmap NONE = new RoaringBitmap();

    private final Map<String, RoaringBitmap> byValue = new HashMap<>();
    private final RoaringBitmap present = new RoaringBitmap();

    void add(String value, int ordinal) {
        byValue.computeIfAbsent(value, v -> new RoaringBitmap()).add(ordinal);
        present.add(ordinal);
    }

    /** Forgets one object with all its values of this field. */
    void remove(Collection<String> values, int ordinal) {
        for (var value : values) {
            var holders = byValue.get(value);
            if (holders != null) {
                holders.remove(ordinal);
                if (holders.isEmpty()) {
                    byValue.remove(value);
                }
            }
        }
        present.remove(ordinal);
    }

    RoaringBitmap present() {
        return present;
    }

    RoaringBitmap with(String value) {
        return byValue.getOrDefault(value, NONE);
    }

    RoaringBitmap withAny(Collection<String> values) {
        if (values.size() == 1) {
            return with(values.iterator().next());
        }
        var any = new RoaringBitmap();
        values.forEach(value -> any.or(with(value)));
        return any;
    }

    RoaringBitmap withIgnoringCase(String value) {
        return withAny(byValue.keySet().stream().filter(value::equalsIgnoreCase).toList());
    }

    /** How many of the given objects have each value. */
    Map<String, Long> counts(RoaringBitmap among) {
        var counts = new HashMap<String, Long>();
        byValue.forEach((value, holders) -> {
            var count = RoaringBitmap.andCardinality(holders, among);
            if (count > 0) {
                counts.put(value, (long) count);
            }
        });
        return counts;
    }

    boolean isEmpty() {
        return byValue.isEmpty();
    }
}

package io.kubesphere.ai.kernel.kapi.index;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.roaringbitmap.RoaringBitmap;

/** Gives each object a small number that the bitmaps work with; numbers are reused. Not thread safe. */
final class Slots<T extends HasMetadata> {

    /** An object with what was indexed of it, so that a later change of the object itself cannot confuse the index. */
    record Slot<T>(T object, Key key, String uid, Map<String, String> labels, List<Collection<String>> fields) {}

    /** Namespace (empty for cluster scope) and name. */
    record Key(String namespace, String name) implements Comparable<Key> {
        static Key of(HasMetadata object) {
            var meta = object.getMetadata();
            return new Key(Objects.requireNonNullElse(meta.getNamespace(), ""), meta.getName());
        }

        @Override
        public int compareTo(Key other) {
            var byName = name.compareTo(other.name);
            return byName != 0 ? byName : namespace.compareTo(other.namespace);
        }
    }

    private final List<Slot<T>> slots = new ArrayList<>();
    private final Map<Key, Integer> ordinals = new HashMap<>();
    private final RoaringBitmap used = new RoaringBitmap();

    static <T extends HasMetadata> Slot<T> read(T object, Collection<Function<T, Collection<String>>> fields) {
        var meta = object.getMetadata();
        var labels = Map.copyOf(Objects.requireNonNullElse(meta.getLabels(), Map.of()));
        var values = fields.stream()
                .<Collection<String>>map(field -> List.copyOf(field.apply(object)))
                .toList();
        return new Slot<>(object, Key.of(object), Objects.requireNonNullElse(meta.getUid(), ""), labels, values);
    }

    Optional<Integer> ordinal(Key key) {
        return Optional.ofNullable(ordinals.get(key));
    }

    Slot<T> get(int ordinal) {
        return slots.get(ordinal);
    }

    int add(Slot<T> slot) {
        var ordinal = (int) used.nextAbsentValue(0);
        if (ordinal == slots.size()) {
            slots.add(slot);
        } else {
            slots.set(ordinal, slot);
        }
        used.add(ordinal);
        ordinals.put(slot.key(), ordinal);
        return ordinal;
    }

    void replace(int ordinal, Slot<T> slot) {
        slots.set(ordinal, slot);
    }

    void remove(int ordinal) {
        ordinals.remove(slots.set(ordinal, null).key());
        used.remove(ordinal);
    }

    /** All numbers in use; live. */
    RoaringBitmap used() {
        return used;
    }

    /** Looks at the chosen objects one by one, without copying any. */
    RoaringBitmap scan(RoaringBitmap chosen, Predicate<Slot<T>> test) {
        var found = new RoaringBitmap();
        chosen.forEach((int ordinal) -> {
            if (test.test(slots.get(ordinal))) {
                found.add(ordinal);
            }
        });
        return found;
    }

    int tie(int left, int right) {
        return slots.get(left).key().compareTo(slots.get(right).key());
    }
}

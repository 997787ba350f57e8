package io.kubesphere.ai.kernel.kapi.index;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * All objects of one kind in memory, fed by informer events and by our own writes, answering every list of that kind.
 * Objects are shared, not copied: nobody may change one that came from here. A write holds readers up for microseconds.
 */
public final class ObjectIndex<T extends HasMetadata> {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final IndexShape<T> shape;
    private final Slots<T> slots = new Slots<>();
    private final Map<String, Postings> fields = new LinkedHashMap<>();
    private final Map<String, Postings> labels = new HashMap<>();
    private final Graveyard graveyard = new Graveyard();
    private final Filter<T> filter;

    ObjectIndex(IndexShape<T> shape) {
        this.shape = shape;
        shape.filters().keySet().forEach(path -> fields.put(path, new Postings()));
        this.filter = new Filter<>(slots, fields, labels);
    }

    /**
     * Takes over an object unless a newer version of it, or its deletion, is already known. So a writer may put what
     * the API server answered, to read its own write, without racing the informer.
     *
     * @return whether the index changed
     */
    public boolean put(T object) {
        var slot = Slots.read(object, shape.filters().values());
        lock.writeLock().lock();
        try {
            return graveyard.holds(slot.uid()) ? false : store(slot);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Forgets an object, and remembers its uid so that a late event does not bring it back. */
    public boolean remove(T object) {
        var slot = Slots.read(object, shape.filters().values());
        lock.writeLock().lock();
        try {
            graveyard.bury(slot.uid());
            var ordinal = slots.ordinal(slot.key())
                    .filter(held -> slots.get(held).uid().equals(slot.uid()));
            ordinal.ifPresent(this::drop);
            return ordinal.isPresent();
        } finally {
            lock.writeLock().unlock();
        }
    }

    public Optional<T> find(String namespace, String name) {
        return read(() -> slots.ordinal(new Slots.Key(namespace, name))
                .map(ordinal -> slots.get(ordinal).object()));
    }

    /** One page of what the scope shows and the query wants; a 400 when it names an undeclared field. */
    public Page<T> page(Scope scope, ListQuery query) {
        return read(() -> {
            var found = filter.matches(scope, query);
            var window = new SortOrder.Window(query.offset(), query.offset() + query.limit(), query.ascending());
            var ordinals = order(query.sortBy()).slice(found, window, slots::tie);
            return new Page<>(objects(ordinals), found.getLongCardinality());
        });
    }

    /** How many objects of the scope have each value of a declared field, e.g. jobs per {@code status.phase}. */
    public Map<String, Long> counts(Scope scope, String field) {
        return read(() -> filter.field(field).counts(filter.within(scope)));
    }

    public long size() {
        return read(() -> slots.used().getLongCardinality());
    }

    private boolean store(Slots.Slot<T> slot) {
        var held = slots.ordinal(slot.key());
        if (held.isEmpty()) {
            var ordinal = slots.add(slot);
            post(slot, ordinal);
            shape.orders().values().forEach(order -> order.insert(ordinal, slot.object(), slots::tie));
            return true;
        }
        int ordinal = held.get();
        if (!Versions.isNewer(slot.object(), slots.get(ordinal).object())) {
            return false;
        }
        unpost(slots.get(ordinal), ordinal);
        slots.replace(ordinal, slot);
        post(slot, ordinal);
        shape.orders().values().forEach(order -> order.replace(ordinal, slot.object(), slots::tie));
        return true;
    }

    private void drop(int ordinal) {
        unpost(slots.get(ordinal), ordinal);
        shape.orders().values().forEach(order -> order.remove(ordinal, slots::tie));
        slots.remove(ordinal);
    }

    private void post(Slots.Slot<T> slot, int ordinal) {
        slot.labels().forEach((key, value) -> labels.computeIfAbsent(key, k -> new Postings())
                .add(value, ordinal));
        var values = slot.fields().iterator();
        fields.values().forEach(postings -> values.next().forEach(value -> postings.add(value, ordinal)));
    }

    private void unpost(Slots.Slot<T> slot, int ordinal) {
        slot.labels()
                .forEach((key, value) -> labels.computeIfPresent(key, (k, postings) -> {
                    postings.remove(List.of(value), ordinal);
                    return postings.isEmpty() ? null : postings;
                }));
        var values = slot.fields().iterator();
        fields.values().forEach(postings -> postings.remove(values.next(), ordinal));
    }

    private SortOrder<T, ?> order(String field) {
        var order = shape.orders().get(field);
        if (order == null) {
            var message = "cannot sort by " + field + "; possible are "
                    + String.join(", ", shape.orders().keySet());
            throw Problem.badRequest("query", List.of(Problem.Cause.notSupported("sortBy", message)));
        }
        return order;
    }

    private List<T> objects(int[] ordinals) {
        return IntStream.of(ordinals)
                .mapToObj(ordinal -> slots.get(ordinal).object())
                .toList();
    }

    private <R> R read(Supplier<R> answer) {
        lock.readLock().lock();
        try {
            return answer.get();
        } finally {
            lock.readLock().unlock();
        }
    }
}

package io.kubesphere.ai.standalone.apiserver.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.GroupResource;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * All objects, under one lock and one revision counter as in etcd. Callers that read and then write do both inside
 * {@link #locked}. The store knows nothing of rules: who writes has checked.
 */
public final class Store implements AutoCloseable {

    /** What field selectors may ask about an object of a kind; must answer for every kind that was ever stored. */
    public interface FieldIndex extends BiFunction<GroupResource, ObjectNode, Map<String, String>> {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<GroupResource, Table> tables = new HashMap<>();
    private final UidIndex uids = new UidIndex();
    private final List<ChangeListener> listeners = new ArrayList<>();
    private final Disk disk;
    private final long startRevision;
    private FieldIndex index = (kind, object) -> Map.of();
    private long revision;

    /** Called for every write, under the lock: must be quick and must not write. */
    public interface ChangeListener {
        void changed(Change change);
    }

    private Store(Disk disk) {
        this.disk = disk;
        this.revision = Math.max(1, disk.lastRevision());
        var rows = new ArrayList<Stored>();
        disk.load((place, json) -> rows.add(Stored.ofBytes(place, json, Map.of())));
        rows.forEach(row -> revision = Math.max(revision, row.revision()));
        this.startRevision = revision;
        rows.forEach(this::load);
    }

    public static Store inMemory() {
        return new Store(Disk.none());
    }

    public static Store at(Path directory) {
        return new Store(MvDisk.open(directory));
    }

    private void load(Stored row) {
        table(row.place().kind()).load(row);
        uids.add(row);
    }

    /** Sets what selectable fields are; apart from the constructor because custom kinds are defined by stored objects. */
    public void indexBy(FieldIndex newIndex) {
        index = newIndex;
        for (var table : List.copyOf(tables.values())) {
            for (var row : List.copyOf(table.in("").values())) {
                load(Stored.ofBytes(
                        row.place(), row.json(), index.apply(row.place().kind(), row.toObject())));
            }
        }
    }

    public void onChange(ChangeListener listener) {
        listeners.add(listener);
    }

    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    public long revision() {
        return locked(() -> revision);
    }

    public Optional<Stored> get(Place place) {
        return locked(() -> table(place.kind()).get(place));
    }

    /** The object with this uid, of whatever kind. */
    public Optional<Stored> byUid(String uid) {
        return locked(() -> uids.find(uid));
    }

    public List<Stored> ownedBy(String uid) {
        return locked(() -> uids.ownedBy(uid));
    }

    /** All objects of a kind in a namespace ("" is everywhere) and the revision at which that is true. */
    public Listing list(GroupResource kind, String namespace) {
        return locked(() ->
                new Listing(revision, List.copyOf(table(kind).in(namespace).values())));
    }

    /** The same as it was at an earlier revision; 410 when that is no longer known. */
    public Listing list(GroupResource kind, String namespace, long then) {
        return locked(() -> {
            var table = table(kind);
            refuseForgotten(table, then);
            return new Listing(then, List.copyOf(table.in(namespace, then).values()));
        });
    }

    /** Every object of every kind. */
    public List<Stored> everything() {
        return locked(() -> tables.values().stream()
                .flatMap(table -> table.in("").values().stream())
                .toList());
    }

    /** Stores a new or changed object under the next revision, which is written into its metadata. */
    public Stored put(Place place, ObjectNode object) {
        return locked(() -> {
            Meta.of(object).put("resourceVersion", Long.toString(++revision));
            var stored = Stored.of(place, object, index.apply(place.kind(), object));
            var previous = table(place.kind()).get(place);
            previous.ifPresent(uids::remove);
            uids.add(stored);
            disk.put(stored);
            publish(new Change(previous.isPresent() ? Change.Type.MODIFIED : Change.Type.ADDED, stored, previous));
            return stored;
        });
    }

    /** Removes the object; the answer is its last state under the revision of the removal. */
    public Stored remove(Stored stored) {
        return locked(() -> {
            var object = stored.toObject();
            Meta.of(object).put("resourceVersion", Long.toString(++revision));
            var last = Stored.of(stored.place(), object, stored.fields());
            uids.remove(stored);
            disk.remove(stored.place(), revision);
            publish(new Change(Change.Type.DELETED, last, Optional.of(stored)));
            return last;
        });
    }

    private void publish(Change change) {
        table(change.object().place().kind()).record(change);
        listeners.forEach(listener -> listener.changed(change));
    }

    /** Changes of a kind after a revision, at most {@code limit}; 410 when the journal no longer reaches back to it. */
    public List<Change> changesAfter(GroupResource kind, long then, int limit) {
        return locked(() -> {
            var table = table(kind);
            refuseForgotten(table, then);
            return table.journal().after(then, limit);
        });
    }

    private void refuseForgotten(Table table, long then) {
        if (!table.journal().remembers(then)) {
            throw ApiError.expired("too old resource version: " + then + " (" + revision + ")");
        }
    }

    /** Runs the listener, which must be quick, after each change of this kind until the subscription is closed. */
    public Subscription subscribe(GroupResource kind, Runnable listener) {
        return locked(() -> {
            var table = table(kind);
            table.subscribe(listener);
            return () -> table.unsubscribe(listener);
        });
    }

    /** Ends a subscription. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** Returns once everything written so far would survive the end of this process. */
    public void awaitDurable() {
        disk.awaitDurable(revision());
    }

    private Table table(GroupResource kind) {
        return tables.computeIfAbsent(kind, k -> new Table(startRevision));
    }

    @Override
    public void close() {
        disk.close();
    }
}

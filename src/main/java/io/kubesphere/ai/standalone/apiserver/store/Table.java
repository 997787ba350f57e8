package io.kubesphere.ai.standalone.apiserver.store;

import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** All objects of one kind in key order, their journal and who waits for changes; guarded by the store's lock. */
final class Table {

    private final NavigableMap<String, Stored> rows = new TreeMap<>();
    private final Journal journal;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    Table(long startRevision) {
        this.journal = new Journal(startRevision);
    }

    Journal journal() {
        return journal;
    }

    Optional<Stored> get(Place place) {
        return Optional.ofNullable(rows.get(place.key()));
    }

    void load(Stored stored) {
        rows.put(stored.place().key(), stored);
    }

    void record(Change change) {
        var key = change.object().place().key();
        if (change.type() == Change.Type.DELETED) {
            rows.remove(key);
        } else {
            rows.put(key, change.object());
        }
        journal.add(change);
        listeners.forEach(Runnable::run);
    }

    void subscribe(Runnable listener) {
        listeners.add(listener);
    }

    void unsubscribe(Runnable listener) {
        listeners.remove(listener);
    }

    /** Live objects of a namespace ("" is all of them) in key order. */
    NavigableMap<String, Stored> in(String namespace) {
        // '0' follows '/', so this range holds exactly the keys "namespace/..."
        return namespace.isEmpty() ? rows : rows.subMap(namespace + "/", true, namespace + "0", false);
    }

    /** The same as {@link #in} as it was at a revision the journal still remembers. */
    NavigableMap<String, Stored> in(String namespace, long revision) {
        var since = journal.after(revision, Integer.MAX_VALUE);
        if (since.isEmpty()) {
            return in(namespace);
        }
        var then = new TreeMap<>(in(namespace));
        var seen = new HashSet<String>();
        for (var change : since) {
            var place = change.object().place();
            if (seen.add(place.key()) && (namespace.isEmpty() || namespace.equals(place.namespace()))) {
                change.previous().ifPresentOrElse(old -> then.put(place.key(), old), () -> then.remove(place.key()));
            }
        }
        return then;
    }
}

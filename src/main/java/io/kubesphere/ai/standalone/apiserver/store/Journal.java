package io.kubesphere.ai.standalone.apiserver.store;

import java.util.ArrayList;
import java.util.List;

/** The last changes of one kind, oldest forgotten first; guarded by the store's lock. */
final class Journal {

    private static final int CAPACITY = 8192;

    private final Change[] ring = new Change[CAPACITY];
    private long first;
    private long next;
    private long forgotten;

    /** @param forgotten revisions up to this one happened before the journal began */
    Journal(long forgotten) {
        this.forgotten = forgotten;
    }

    void add(Change change) {
        if (next - first == CAPACITY) {
            forgotten = at(first).revision();
            first++;
        }
        ring[(int) (next % CAPACITY)] = change;
        next++;
    }

    boolean remembers(long revision) {
        return revision >= forgotten;
    }

    /** Changes after a revision that is still remembered, oldest first, at most {@code limit}. */
    List<Change> after(long revision, int limit) {
        var changes = new ArrayList<Change>();
        for (var i = firstAfter(revision); i < next && changes.size() < limit; i++) {
            changes.add(at(i));
        }
        return changes;
    }

    private long firstAfter(long revision) {
        var low = first;
        var high = next;
        while (low < high) {
            var middle = (low + high) / 2;
            if (at(middle).revision() <= revision) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Change at(long index) {
        return ring[(int) (index % CAPACITY)];
    }
}

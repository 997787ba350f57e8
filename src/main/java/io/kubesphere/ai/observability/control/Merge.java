package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.LogEvent;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Merges streams: always goes on with the one whose next line is oldest; of equal ones with that which was known first. So
 * each keeps its own order whatever its clock says, and the result depends on nothing but where it began.
 */
final class Merge {
    private final PriorityQueue<StreamCursor> next = new PriorityQueue<>(Comparator.comparingLong(StreamCursor::time)
            .thenComparingLong(cursor -> cursor.stream().id()));

    Merge(List<StreamCursor> streams) {
        streams.stream().filter(StreamCursor::hasNext).forEach(next::add);
    }

    boolean hasNext() {
        return !next.isEmpty();
    }

    /** Bytes of what comes next. */
    int size() {
        return next.element().size();
    }

    /** The next line or gap, after which {@code positions} are moved behind it. */
    LogEvent take(Positions positions) {
        var cursor = next.remove();
        var event = cursor.take();
        positions.set(cursor.stream().id(), cursor.place());
        if (cursor.hasNext()) {
            next.add(cursor);
        }
        return event;
    }
}

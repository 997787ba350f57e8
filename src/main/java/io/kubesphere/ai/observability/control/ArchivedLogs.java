package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.observability.LogEvent;
import io.kubesphere.ai.observability.LogPage;
import io.kubesphere.ai.observability.LogPosition;
import io.kubesphere.ai.observability.LogSelection;
import io.kubesphere.ai.observability.LogStream;
import io.kubesphere.ai.observability.control.Positions.Place;
import io.kubesphere.ai.observability.store.LogArchive;
import io.kubesphere.ai.observability.store.StreamStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Reads of the archive: pages, and merges of whole streams. */
@ApplicationScoped
class ArchivedLogs {
    /** More would be no page. */
    private static final int MOST_LINES = 5000;

    /** A page may have one line more than fits. */
    private static final long PAGE_BYTES = 4 << 20;

    /** Each stream that is merged holds a chunk in memory. */
    private static final int MOST_STREAMS = 512;

    private final StreamStore streams;
    private final LogArchive archive;

    ArchivedLogs(StreamStore streams, LogArchive archive) {
        this.streams = streams;
        this.archive = archive;
    }

    /** The streams that are selected now. */
    List<LogStream> select(LogSelection what) {
        var selected = streams.of(what.run()).stream().filter(what::selects).toList();
        if (selected.size() > MOST_STREAMS) {
            throw Problem.of(
                    Problem.Code.BAD_REQUEST,
                    "%d logs cannot be read at once, at most %d can; select some of them",
                    selected.size(),
                    MOST_STREAMS);
        }
        return selected;
    }

    Positions positions(List<LogStream> selected, LogPosition from) {
        if (from instanceof LogPosition.Last last) {
            return new Backward(archive, bounded(last.lines()), PAGE_BYTES).from(selected, end(selected));
        }
        if (from instanceof LogPosition.Behind behind) {
            return Positions.parse(behind.cursor());
        }
        var positions = Positions.none();
        if (from instanceof LogPosition.Line line) {
            if (selected.size() > 1) {
                throw Problem.of(Problem.Code.BAD_REQUEST, "select one stream, or read by cursor rather than by line");
            }
            selected.forEach(stream -> positions.set(stream.id(), new Place(Math.max(line.number() - 1, 0), false)));
        }
        return positions;
    }

    private static Positions end(List<LogStream> selected) {
        var end = Positions.none();
        selected.forEach(stream -> end.set(stream.id(), new Place(stream.lines(), true)));
        return end;
    }

    private static int bounded(int lines) {
        return Math.max(1, Math.min(lines, MOST_LINES));
    }

    LogPage page(LogSelection what, LogPosition from, int limit) {
        var selected = select(what);
        var end = end(selected);
        if (from instanceof LogPosition.Last last) {
            return pageBefore(selected, end, Math.min(last.lines(), limit));
        }
        return page(selected, positions(selected, from), end, new Bound(bounded(limit), PAGE_BYTES));
    }

    LogPage earlier(LogSelection what, String cursor, int limit) {
        return pageBefore(select(what), Positions.parse(cursor), limit);
    }

    /** All between two places, since gaps may make it longer than was asked for. */
    private LogPage pageBefore(List<LogStream> selected, Positions end, int limit) {
        var from = new Backward(archive, bounded(limit), PAGE_BYTES).from(selected, end);
        return page(selected, from, end, new Bound(Integer.MAX_VALUE, Long.MAX_VALUE));
    }

    private record Bound(int events, long bytes) {}

    private LogPage page(List<LogStream> selected, Positions from, Positions to, Bound bound) {
        var merge = new Merge(selected.stream()
                .map(stream -> new StreamCursor(archive, stream, from.of(stream.id()), to.of(stream.id())))
                .toList());
        var behind = from.copy();
        var events = new ArrayList<LogEvent>();
        var bytes = 0L;
        while (merge.hasNext() && events.size() < bound.events() && bytes < bound.bytes()) {
            bytes += merge.size();
            events.add(merge.take(behind));
        }
        var later = selected.stream().anyMatch(stream -> isLeft(stream, behind.of(stream.id())));
        return new LogPage(events, from.cursor(), behind.cursor(), !from.isAtBegin(), later);
    }

    /** Whether the archive has more of a stream than was read. */
    boolean isLeft(LogStream stream, Place place) {
        return new StreamCursor(archive, stream, place).isLeft();
    }

    /** All archived lines of streams, behind those that were read. */
    Merge merge(List<LogStream> selected, Positions from) {
        return new Merge(selected.stream()
                .map(stream -> cursor(stream, from.of(stream.id())))
                .toList());
    }

    StreamCursor cursor(LogStream stream, Place from) {
        return new StreamCursor(archive, stream, from);
    }
}

package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.LogStream;
import io.kubesphere.ai.observability.control.Positions.Place;
import io.kubesphere.ai.observability.store.LogArchive;
import io.kubesphere.ai.observability.store.LogRecord;
import io.kubesphere.ai.observability.store.LogTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/** Finds where to begin so that a number of merged lines lies in front of a place: merging in the other direction. */
final class Backward {
    private final LogArchive archive;
    private final int lines;
    private final long bytes;

    /** @param bytes when the lines have so many, fewer lines will do */
    Backward(LogArchive archive, int lines, long bytes) {
        this.archive = archive;
        this.lines = lines;
        this.bytes = bytes;
    }

    /** Where to begin so that the lines lie in front of {@code end}. */
    Positions from(List<LogStream> streams, Positions end) {
        var ends = new ArrayList<End>();
        streams.forEach(
                stream -> ends.add(new End(stream, Math.min(end.of(stream.id()).lines(), stream.lines()))));
        var newest = new PriorityQueue<>(Comparator.comparingLong(End::time)
                .thenComparingLong((End one) -> one.stream.id())
                .reversed());
        ends.stream().filter(one -> one.place > 0).forEach(newest::add);
        var room = new Room();
        while (!newest.isEmpty() && room.isLeft()) {
            var next = newest.remove();
            room.take(next.pass());
            if (next.place > 0) {
                newest.add(next);
            }
        }
        var begin = Positions.none();
        // Old streams that end with a gap would show it in front of every page otherwise.
        ends.forEach(one -> begin.set(one.stream.id(), new Place(one.place, !room.isLeft() && !one.contributes)));
        return begin;
    }

    /** What still fits. */
    private final class Room {
        private int takenLines;
        private long takenBytes;

        void take(Seen line) {
            takenLines++;
            takenBytes += line.size();
        }

        boolean isLeft() {
            return takenLines < lines && takenBytes < bytes;
        }
    }

    /** A line; {@code before} is how many lines lie in front of it. */
    private record Seen(long before, long time, int size) {}

    /** The part of one stream that is still in front of us; read only when its turn comes. */
    private final class End {
        private final LogStream stream;
        private final Deque<Seen> seen = new ArrayDeque<>();
        private long place;
        private boolean contributes;

        End(LogStream stream, long place) {
            this.stream = stream;
            this.place = place;
        }

        long time() {
            if (!contributes && place == stream.lines()) {
                return stream.lastTime().map(LogTime::nanos).orElse(Long.MIN_VALUE);
            }
            load();
            return seen.getLast().time();
        }

        /** Goes in front of the last line, and answers it. */
        Seen pass() {
            load();
            contributes = true;
            var last = seen.removeLast();
            place = last.before();
            return last;
        }

        private void load() {
            for (long step = lines; seen.isEmpty(); step *= 2) {
                var from = Math.max(0, place - step);
                collect(new StreamCursor(archive, stream, new Place(from, true), new Place(place, false)));
                if (from == 0 && seen.isEmpty()) {
                    seen.add(new Seen(0, Long.MIN_VALUE, 0));
                }
            }
        }

        private void collect(StreamCursor cursor) {
            while (cursor.hasNext()) {
                var line = cursor.nextLine();
                line.map(LogRecord::length)
                        .ifPresent(size -> seen.add(new Seen(cursor.place().lines(), cursor.time(), size)));
                cursor.pass();
            }
        }
    }
}

package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.LogEvent;
import io.kubesphere.ai.observability.LogGap;
import io.kubesphere.ai.observability.LogLine;
import io.kubesphere.ai.observability.LogStream;
import io.kubesphere.ai.observability.control.Positions.Place;
import io.kubesphere.ai.observability.store.ChunkReader;
import io.kubesphere.ai.observability.store.ChunkRow;
import io.kubesphere.ai.observability.store.LogArchive;
import io.kubesphere.ai.observability.store.LogRecord;
import io.kubesphere.ai.observability.store.LogTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Reads the archived lines and the gaps of one stream in order, between two places. Holds one chunk in memory, gzipped. What
 * is archived after the stream was looked up is left out, since a gap in front of it would be missed.
 */
final class StreamCursor {
    private static final int ROWS = 100;

    private final LogArchive archive;
    private final LogStream stream;
    private final Place end;
    private final Deque<LogGap> gaps;
    private final Deque<ChunkRow> rows = new ArrayDeque<>();
    private Optional<ChunkReader> reader = Optional.empty();
    private Optional<LogRecord> line = Optional.empty();
    private Optional<LogGap> lost = Optional.empty();
    private Place place;
    private long time;

    /** Everything from a place on. */
    StreamCursor(LogArchive archive, LogStream stream, Place from) {
        this(archive, stream, from, new Place(stream.lines(), true));
    }

    StreamCursor(LogArchive archive, LogStream stream, Place from, Place to) {
        this.archive = archive;
        this.stream = stream;
        this.place = from;
        this.end = to.lines() > stream.lines() ? new Place(stream.lines(), true) : to;
        this.gaps = new ArrayDeque<>(stream.gaps());
        gaps.removeIf(this::isPassed);
        this.time = stream.firstTime().map(LogTime::nanos).orElse(Long.MIN_VALUE);
    }

    private boolean isPassed(LogGap gap) {
        return gap.beforeLine() <= place.lines() || (gap.beforeLine() == place.lines() + 1 && place.behindGap());
    }

    LogStream stream() {
        return stream;
    }

    /** Behind what was taken last. */
    Place place() {
        return place;
    }

    /** Whether something is left; it is then at hand. */
    boolean hasNext() {
        if (line.isPresent() || lost.isPresent()) {
            return true;
        }
        if (place.lines() < end.lines()) {
            load();
            return true;
        }
        return isBeforeGap() && end.behindGap();
    }

    /** Whether something is left, without looking at it. */
    boolean isLeft() {
        return place.lines() < end.lines() || (isBeforeGap() && end.behindGap());
    }

    private void load() {
        while (line.isEmpty() && lost.isEmpty()) {
            if (rows.isEmpty()) {
                rows.addAll(archive.chunks(stream.id(), place.lines() + 1, ROWS));
            }
            if (reader.isEmpty() && !open()) {
                return;
            }
            line = reader.flatMap(ChunkReader::next);
            if (line.isEmpty()) {
                rows.removeFirst();
                reader = Optional.empty();
            }
        }
        time = line.map(LogRecord::nanos).orElse(time);
    }

    /** Opens the next chunk; false when it is lost. */
    private boolean open() {
        var row = Optional.ofNullable(rows.peekFirst());
        reader = row.flatMap(archive::open);
        if (reader.isPresent()) {
            reader.get().skip(place.lines() + 1 - rows.getFirst().firstLine());
            return true;
        }
        var behind = Math.min(row.map(ChunkRow::lastLine).orElse(end.lines()), end.lines());
        rows.pollFirst();
        lost = Optional.of(new LogGap(stream.id(), behind + 1, LogGap.Reason.ObjectLost, Instant.EPOCH));
        return false;
    }

    private boolean isBeforeGap() {
        return !gaps.isEmpty() && gaps.peek().beforeLine() <= place.lines() + 1;
    }

    /** Of what comes next; of a gap it is that of the line behind it, or else in front of it. */
    long time() {
        return time;
    }

    /** Bytes of what comes next. */
    int size() {
        return line.map(LogRecord::length).orElse(0);
    }

    /** The line that comes next; empty when it is a gap. */
    Optional<LogRecord> nextLine() {
        return isBeforeGap() ? Optional.empty() : line;
    }

    /** Goes behind what comes next. */
    void pass() {
        if (isBeforeGap()) {
            gaps.remove();
            place = new Place(place.lines(), true);
        } else if (lost.isPresent()) {
            place = new Place(lost.get().beforeLine() - 1, false);
            lost = Optional.empty();
            gaps.removeIf(this::isPassed);
        } else {
            place = new Place(place.lines() + 1, false);
            line = Optional.empty();
        }
    }

    /** What comes next, and goes behind it. */
    LogEvent take() {
        var event = event();
        pass();
        return event;
    }

    private LogEvent event() {
        if (isBeforeGap()) {
            return gaps.peek();
        }
        if (lost.isPresent()) {
            return lost.get();
        }
        return line(stream.id(), place.lines() + 1, line.orElseThrow());
    }

    static LogLine line(long stream, long number, LogRecord record) {
        return new LogLine(stream, number, LogTime.instant(record.nanos()), record.text(), record.isTruncated());
    }
}

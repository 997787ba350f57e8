package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.store.LogRecord;
import io.kubesphere.ai.observability.store.LogTime;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Cuts what a node sends into lines: a time, a space, the text, a line break. A line that is too long comes in parts, cut
 * between characters, always at the same places.
 */
final class LineSplitter {
    private static final int SMALL = 8 * 1024;
    private static final int LONGEST_TIME = 40;

    private byte[] bytes = new byte[SMALL];
    private int start;
    private int end;
    private int scanned;
    private boolean insideLine;
    private long nanos;
    private String fault = "";

    void feed(List<ByteBuffer> parts) {
        for (var part : parts) {
            var size = part.remaining();
            makeRoom(size);
            part.get(bytes, end, size);
            end += size;
        }
    }

    private void makeRoom(int size) {
        var held = end - start;
        if (end + size > bytes.length || start == end) {
            var capacity = held + size > bytes.length || bytes.length > 8 * (held + size)
                    ? Math.max(SMALL, Math.max(held + size, Math.min(2 * held, LogRecord.LONGEST)))
                    : bytes.length;
            var target = capacity == bytes.length ? bytes : new byte[capacity];
            System.arraycopy(bytes, start, target, 0, held);
            bytes = target;
            scanned -= start;
            start = 0;
            end = held;
        }
    }

    /** The next line, valid until the next call; empty until more is fed. */
    Optional<LogRecord> next() {
        if (!fault.isEmpty()) {
            return Optional.empty();
        }
        var lineBreak = lineBreak();
        var known = lineBreak < 0 ? end : lineBreak;
        if (lineBreak < 0 && known - start <= LogRecord.LONGEST) {
            return Optional.empty();
        }
        if (!insideLine && !readTime(known)) {
            return Optional.empty();
        }
        if (known - start > LogRecord.LONGEST) {
            return Optional.of(part());
        }
        if (lineBreak < 0) {
            insideLine = true;
            return Optional.empty();
        }
        var line = new LogRecord(nanos, true, bytes, start, lineBreak - start);
        start = lineBreak + 1;
        scanned = start;
        insideLine = false;
        return Optional.of(line);
    }

    private int lineBreak() {
        for (var at = Math.max(scanned, start); at < end; at++) {
            if (bytes[at] == '\n') {
                scanned = at;
                return at;
            }
        }
        scanned = end;
        return -1;
    }

    /** Moves behind the time. Text without one is not of the log: it is how nodes report errors. */
    private boolean readTime(int known) {
        var space = start;
        while (space < known && space - start < LONGEST_TIME && bytes[space] != ' ') {
            space++;
        }
        nanos = LogTime.parse(bytes, start, space);
        if (nanos == LogTime.NONE) {
            var shown = Math.min(known - start, 500);
            fault = "no line of a log: " + new String(bytes, start, shown, StandardCharsets.UTF_8);
            return false;
        }
        start = Math.min(space + 1, known);
        return true;
    }

    private LogRecord part() {
        var length = LogRecord.LONGEST;
        for (var back = 0; back < 3 && isContinuation(bytes[start + length]); back++) {
            length--;
        }
        var part = new LogRecord(nanos, false, bytes, start, length);
        start += length;
        scanned = Math.max(scanned, start);
        insideLine = true;
        return part;
    }

    private static boolean isContinuation(byte value) {
        return (value & 0xC0) == 0x80;
    }

    /** At the end: what came without a line break. A time that was cut short, or stands alone, is nothing yet. */
    Optional<LogRecord> rest() {
        if (!fault.isEmpty() || start == end) {
            return Optional.empty();
        }
        var cutTime = !insideLine && bytes[start] >= '0' && bytes[start] <= '9';
        if (!insideLine && !readTime(end)) {
            fault = cutTime ? "" : fault;
            return Optional.empty();
        }
        return start == end
                ? Optional.empty()
                : Optional.of(new LogRecord(nanos, false, bytes, start, end - start).kept());
    }

    /** What came instead of a log; empty as long as it is one. */
    Optional<String> fault() {
        return fault.isEmpty() ? Optional.empty() : Optional.of(fault);
    }
}

package io.kubesphere.ai.observability.store;

import io.kubesphere.ai.observability.store.LogRecord.Mark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Lines on their way into the archive, in the form that they have there: time, F or P as in a container runtime's own
 * files (F: a line break follows), content, line break. So {@code zcat} shows a chunk to anybody.
 */
public final class ChunkBuffer {
    static final int PREFIX = LogTime.LENGTH + 3;

    private static final int SMALL = 4096;

    private byte[] bytes = new byte[SMALL];
    private int length;
    private int lines;
    private long content;
    private long firstTime;
    private long lastTime;
    private long newestTime;
    private LogRecord last;

    public void add(LogRecord line) {
        var size = PREFIX + line.length() + 1;
        if (length + size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + size));
        }
        LogTime.write(line.nanos(), bytes, length);
        bytes[length + LogTime.LENGTH] = ' ';
        bytes[length + LogTime.LENGTH + 1] = (byte) (line.ended() ? 'F' : 'P');
        bytes[length + LogTime.LENGTH + 2] = ' ';
        line.copyTo(bytes, length + PREFIX);
        bytes[length + size - 1] = '\n';
        last = new LogRecord(line.nanos(), line.ended(), bytes, length + PREFIX, line.length());
        if (lines == 0) {
            firstTime = line.nanos();
            newestTime = line.nanos();
        }
        lastTime = line.nanos();
        newestTime = Math.max(newestTime, line.nanos());
        content += line.length() + (line.ended() ? 1 : 0);
        lines++;
        length += size;
    }

    public boolean isEmpty() {
        return lines == 0;
    }

    /** Bytes in memory that are in use. */
    public int size() {
        return length;
    }

    /** Of the first line, when there is one. */
    long firstTime() {
        return firstTime;
    }

    public Optional<Mark> lastMark() {
        return isEmpty() ? Optional.empty() : Optional.of(last.mark());
    }

    /** What is in here, ready to be stored. */
    public Compressed compressed() {
        var out = new ByteArrayOutputStream(length / 4 + 64);
        try (var gzip = new QuickGzip(out)) {
            gzip.write(bytes, 0, length);
        } catch (IOException impossible) {
            throw StoreProblems.unreadable(impossible);
        }
        return new Compressed(out, lines, content, new Times(firstTime, lastTime, newestTime));
    }

    /** Three times as fast as by default, for a sixth more bytes. */
    private static final class QuickGzip extends GZIPOutputStream {
        private static final int LEVEL = 2;

        QuickGzip(OutputStream out) throws IOException {
            super(out, SMALL);
            def.setLevel(LEVEL);
        }
    }

    public void clear() {
        bytes = bytes.length > SMALL ? new byte[SMALL] : bytes;
        length = 0;
        lines = 0;
        content = 0;
    }

    /** Of the first line, of the last, and the newest of all: clocks go back at times. */
    public record Times(long first, long last, long newest) {
        Times followedBy(Times next) {
            return new Times(first, next.last, Math.max(newest, next.newest));
        }
    }

    /**
     * A gzip member.
     *
     * @param content bytes as the program wrote them
     */
    public record Compressed(ByteArrayOutputStream gzip, int lines, long content, Times times) {}
}

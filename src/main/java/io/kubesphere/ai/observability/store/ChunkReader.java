package io.kubesphere.ai.observability.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Reads the lines of a chunk, one after the other. */
public final class ChunkReader {
    private static final int BLOCK = 1 << 16;

    private final InputStream in;
    private byte[] bytes = new byte[BLOCK];
    private int start;
    private int end;
    private int left;

    /**
     * @param gzip one or more gzip members
     * @param lines how many are valid; an object may already hold some that its row does not know of
     */
    ChunkReader(byte[] gzip, int lines) {
        this.left = lines;
        try {
            this.in = new GZIPInputStream(new ByteArrayInputStream(gzip), BLOCK / 8);
        } catch (IOException broken) {
            throw StoreProblems.unreadable(broken);
        }
    }

    /** The next line, valid until the next call; empty at the end. */
    public Optional<LogRecord> next() {
        if (left == 0) {
            return Optional.empty();
        }
        var lineBreak = lineBreak();
        var from = start + ChunkBuffer.PREFIX;
        var nanos = from > lineBreak ? LogTime.NONE : LogTime.parse(bytes, start, start + LogTime.LENGTH);
        if (nanos == LogTime.NONE) {
            throw StoreProblems.damaged();
        }
        var ended = bytes[start + LogTime.LENGTH + 1] == 'F';
        start = lineBreak + 1;
        left--;
        return Optional.of(new LogRecord(nanos, ended, bytes, from, lineBreak - from));
    }

    /** Leaves out lines; cheaper than reading them. */
    public void skip(long lines) {
        for (var i = 0L; i < lines && left > 0; i++) {
            start = lineBreak() + 1;
            left--;
        }
    }

    private int lineBreak() {
        for (var at = start; ; at++) {
            if (at == end) {
                var scanned = at - start;
                fill();
                at = start + scanned;
            }
            if (bytes[at] == '\n') {
                return at;
            }
        }
    }

    private void fill() {
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        try {
            var read = in.read(bytes, end, bytes.length - end);
            if (read < 0) {
                throw StoreProblems.damaged();
            }
            end += read;
        } catch (IOException broken) {
            throw StoreProblems.unreadable(broken);
        }
    }
}

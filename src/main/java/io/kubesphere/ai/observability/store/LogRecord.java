package io.kubesphere.ai.observability.store;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** A line, or a part of one, over bytes that whoever made it goes on using: it is valid until the next one is made. */
public final class LogRecord {
    /** What one line may have; a longer one is cut into parts. */
    public static final int LONGEST = 1 << 20;

    /** A cut keeps a character whole, so a part may be a little shorter than it could be. */
    static final int LONGEST_CHARACTER = 4;

    private final long nanos;
    private final boolean ended;
    private final byte[] bytes;
    private final int from;
    private final int length;

    /** @param ended whether a line break follows */
    public LogRecord(long nanos, boolean ended, byte[] bytes, int from, int length) {
        this.nanos = nanos;
        this.ended = ended;
        this.bytes = bytes;
        this.from = from;
        this.length = length;
    }

    public long nanos() {
        return nanos;
    }

    public boolean ended() {
        return ended;
    }

    public int length() {
        return length;
    }

    /** Whether it was cut because of its length, rather than left without a line break by the program. */
    public boolean isTruncated() {
        return !ended && length > LONGEST - LONGEST_CHARACTER;
    }

    public String text() {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    public void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, from, target, at, length);
    }

    /** A byte of the content. */
    public byte at(int index) {
        return bytes[from + index];
    }

    /** One whose bytes nobody else uses. */
    public LogRecord kept() {
        var copy = new byte[length];
        copyTo(copy, 0);
        return new LogRecord(nanos, ended, copy, 0, length);
    }

    public Mark mark() {
        var checksum = new CRC32C();
        checksum.update(bytes, from, length);
        return new Mark(nanos, length, (int) checksum.getValue(), ended);
    }

    /** What a line is recognized by when it is read again. */
    public record Mark(long nanos, int length, int checksum, boolean ended) {}
}

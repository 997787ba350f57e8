package io.kubesphere.ai.standalone.runner.podlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The log of one run of a container. Bytes exist for readers only once the times of their lines have been written down.
 * No file stays open between two looks, because there may be hundreds of logs.
 */
final class TimedLog {

    static final int CHUNK_BYTES = 64 * 1024;
    private static final byte NEW_LINE = '\n';

    private final Path raw;
    private final Path times;
    private final long floorNanos;
    private boolean loaded;
    private long seen;
    private boolean atLineStart;
    private long lastNanos;
    private boolean complete;

    /** @param floorNanos a time that all lines shall be later than */
    TimedLog(Path raw, Path times, long floorNanos) {
        this.raw = raw;
        this.times = times;
        this.floorNanos = floorNanos;
    }

    Path raw() {
        return raw;
    }

    TimeIndex index() throws IOException {
        return TimeIndex.open(times);
    }

    /** Gives all that has been written since the last look this time, or a later one where times would repeat. */
    synchronized void catchUp(long nowNanos) throws IOException {
        if (loaded && Files.size(raw) <= seen) {
            return;
        }
        try (var index = TimeIndex.open(times);
                var bytes = FileChannel.open(raw, StandardOpenOption.READ)) {
            load(index, bytes);
            var chunk = ByteBuffer.allocate(CHUNK_BYTES);
            for (var count = bytes.read(chunk, seen); count > 0; count = bytes.read(chunk, seen)) {
                stamp(index, chunk, count, nowNanos);
                chunk.clear();
            }
        }
        notifyAll();
    }

    private void stamp(TimeIndex index, ByteBuffer chunk, int count, long nowNanos) throws IOException {
        var first = -1;
        var lines = 0;
        for (var i = 0; i < count; i++) {
            if (atLineStart) {
                first = first < 0 ? i : first;
                lines++;
            }
            atLineStart = chunk.get(i) == NEW_LINE;
        }
        if (lines > 0) {
            var nanos = Math.max(nowNanos, lastNanos + 1);
            index.append(new TimeIndex.Entry(seen + first, seen + count, nanos));
            lastNanos = nanos + lines - 1;
        }
        seen += count;
    }

    private void load(TimeIndex index, FileChannel bytes) throws IOException {
        if (loaded) {
            return;
        }
        lastNanos = floorNanos;
        atLineStart = true;
        var last = index.last();
        if (last.isPresent()) {
            var entry = last.get();
            seen = entry.until();
            lastNanos = entry.nanos() + linesIn(bytes, entry.from(), entry.until()) - 1;
            atLineStart = seen > 0 && byteAt(bytes, seen - 1) == NEW_LINE;
        }
        loaded = true;
    }

    /** Lines that begin in this part, which begins with a line. */
    static long linesIn(FileChannel bytes, long from, long until) throws IOException {
        var buffer = ByteBuffer.allocate(CHUNK_BYTES);
        var lines = from < until ? 1L : 0L;
        for (var position = from; position < until - 1; ) {
            buffer.clear().limit((int) Math.min(CHUNK_BYTES, until - 1 - position));
            var count = bytes.read(buffer, position);
            if (count <= 0) {
                break;
            }
            for (var i = 0; i < count; i++) {
                lines += buffer.get(i) == NEW_LINE ? 1 : 0;
            }
            position += count;
        }
        return lines;
    }

    private static byte byteAt(FileChannel bytes, long position) throws IOException {
        var one = ByteBuffer.allocate(1);
        return bytes.read(one, position) == 1 ? one.get(0) : NEW_LINE;
    }

    synchronized long seen() {
        return seen;
    }

    synchronized long lastNanos(long nowNanos) throws IOException {
        catchUp(nowNanos);
        return lastNanos;
    }

    /** Nothing will be written any more. */
    synchronized void complete() {
        complete = true;
        notifyAll();
    }

    synchronized boolean isComplete() {
        return complete;
    }

    /** Waits until there are bytes behind this position, or will never be, or the reader does not want them any more. */
    synchronized void awaitBeyond(long position, Reader reader) throws InterruptedException {
        while (seen <= position && !complete && !reader.isClosed()) {
            wait();
        }
    }

    /** Wakes those who wait, so that a reader that was closed sees it. */
    synchronized void wakeReaders() {
        notifyAll();
    }

    /** Who waits. */
    interface Reader {
        boolean isClosed();
    }
}

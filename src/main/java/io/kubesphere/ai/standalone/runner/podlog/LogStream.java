package io.kubesphere.ai.standalone.runner.podlog;

import io.kubesphere.ai.standalone.apiserver.podlog.PodLogRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Clock;

/** One reader's way through a log. It keeps its files open, so it reads to the end even when the pod has been deleted. */
final class LogStream extends InputStream implements TimedLog.Reader {

    private static final byte NEW_LINE = '\n';

    private final TimedLog log;
    private final FileChannel bytes;
    private final TimeIndex index;
    private final LineTimes times;
    private final boolean follow;
    private final boolean timestamps;
    private final long end;
    private final ByteBuffer chunk = ByteBuffer.allocate(TimedLog.CHUNK_BYTES).limit(0);
    private ByteBuffer prefix = ByteBuffer.allocate(0);
    private long position;
    private boolean atLineStart = true;
    private long allowance;
    private volatile boolean closed;

    private LogStream(TimedLog log, Files files, PodLogRequest request, long start) throws IOException {
        this.log = log;
        this.bytes = files.bytes();
        this.index = files.index();
        this.end = files.end();
        this.position = start;
        this.times = LineTimes.from(index, bytes, start);
        this.follow = request.follow();
        this.timestamps = request.timestamps();
        this.allowance = request.limitBytes().orElse(Long.MAX_VALUE);
    }

    private record Files(FileChannel bytes, TimeIndex index, long end) {}

    /** What was there when asked; a follower gets what comes later as well. */
    static LogStream open(TimedLog log, PodLogRequest request, Clock clock) throws IOException {
        log.catchUp(LogStart.nanos(clock.instant()));
        var files = new Files(FileChannel.open(log.raw(), StandardOpenOption.READ), log.index(), log.seen());
        try {
            var start = new LogStart(files.bytes(), files.index(), files.end()).of(request, clock);
            return new LogStream(log, files, request, start);
        } catch (IOException | RuntimeException e) {
            files.bytes().close();
            files.index().close();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (allowance == 0 || !hasMore()) {
            return -1;
        }
        var written = 0;
        var room = (int) Math.min(length, allowance);
        while (written < room && (prefix.hasRemaining() || chunk.hasRemaining())) {
            written += prefix.hasRemaining()
                    ? take(prefix, target, offset + written, room - written)
                    : takeText(target, offset + written, room - written);
        }
        allowance -= written;
        return written;
    }

    private static int take(ByteBuffer from, byte[] target, int offset, int room) {
        var count = Math.min(room, from.remaining());
        from.get(target, offset, count);
        return count;
    }

    /** Up to the end of the line where each line gets a time, otherwise as much as there is. */
    private int takeText(byte[] target, int offset, int room) throws IOException {
        if (timestamps && atLineStart) {
            atLineStart = false;
            prefix = ByteBuffer.wrap(times.prefix(position));
            return 0;
        }
        var count = Math.min(room, chunk.remaining());
        if (timestamps) {
            count = untilNewLine(count);
        }
        take(chunk, target, offset, count);
        position += count;
        atLineStart = target[offset + count - 1] == NEW_LINE;
        return count;
    }

    private int untilNewLine(int most) {
        for (var i = 0; i < most; i++) {
            if (chunk.get(chunk.position() + i) == NEW_LINE) {
                return i + 1;
            }
        }
        return most;
    }

    /** Fills the chunk; a follower waits for it. */
    private boolean hasMore() throws IOException {
        if (prefix.hasRemaining() || chunk.hasRemaining()) {
            return true;
        }
        var until = follow ? awaitMore() : end;
        if (closed || position >= until) {
            return false;
        }
        chunk.clear().limit((int) Math.min(TimedLog.CHUNK_BYTES, until - position));
        var count = bytes.read(chunk, position);
        chunk.flip();
        return count > 0;
    }

    private long awaitMore() throws IOException {
        try {
            log.awaitBeyond(position, this);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("reading a log was interrupted");
        }
        return log.seen();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    /** May come from another thread while {@code read} waits. */
    @Override
    public void close() throws IOException {
        closed = true;
        log.wakeReaders();
        bytes.close();
        index.close();
    }
}

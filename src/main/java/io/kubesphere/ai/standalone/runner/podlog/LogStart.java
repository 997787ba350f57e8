package io.kubesphere.ai.standalone.runner.podlog;

import io.kubesphere.ai.standalone.apiserver.podlog.PodLogRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Where in a log an answer begins. */
record LogStart(FileChannel bytes, TimeIndex index, long end) {

    private static final byte NEW_LINE = '\n';
    private static final long NANOS = 1_000_000_000L;

    /** The later one of what "tail" and "since" ask for. */
    long of(PodLogRequest request, Clock clock) throws IOException {
        var tail =
                request.tailLines().isPresent() ? lastLines(request.tailLines().getAsLong()) : 0;
        var since = since(request, clock);
        return since.isPresent() ? Math.max(tail, notBefore(nanos(since.get()))) : tail;
    }

    private static Optional<Instant> since(PodLogRequest request, Clock clock) {
        if (request.sinceSeconds().isPresent()) {
            return Optional.of(clock.instant()
                    .minus(Duration.ofSeconds(request.sinceSeconds().getAsLong())));
        }
        return request.sinceTime();
    }

    static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS), time.getNano());
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    /** Looks backwards for the new lines in front of the wanted ones; one at the very end closes the last line. */
    private long lastLines(long count) throws IOException {
        if (count <= 0) {
            return end;
        }
        var missing = count;
        var buffer = ByteBuffer.allocate(TimedLog.CHUNK_BYTES);
        for (var until = end - 1; until > 0; ) {
            var from = Math.max(0, until - TimedLog.CHUNK_BYTES);
            fill(buffer.clear().limit((int) (until - from)), from);
            for (var i = (int) (until - from) - 1; i >= 0; i--) {
                if (buffer.get(i) == NEW_LINE && --missing == 0) {
                    return from + i + 1;
                }
            }
            until = from;
        }
        return 0;
    }

    private long notBefore(long nanos) throws IOException {
        var number = index.atTime(nanos);
        if (number < 0) {
            return 0;
        }
        var entry = index.get(number);
        var skipped = nanos - entry.nanos();
        var start = afterLines(entry, skipped);
        if (start < entry.until()) {
            return start;
        }
        return number + 1 < index.size() ? index.get(number + 1).from() : end;
    }

    /** Where the line begins that has so many before it in this entry; the entry's end when it has no more. */
    private long afterLines(TimeIndex.Entry entry, long skipped) throws IOException {
        var size = (int) (entry.until() - entry.from());
        if (skipped == 0) {
            return entry.from();
        }
        if (skipped >= size) {
            return entry.until();
        }
        var buffer = ByteBuffer.allocate(size);
        fill(buffer, entry.from());
        var missing = skipped;
        for (var i = 0; i < size; i++) {
            if (buffer.get(i) == NEW_LINE && --missing == 0) {
                return entry.from() + i + 1;
            }
        }
        return entry.until();
    }

    private void fill(ByteBuffer buffer, long position) throws IOException {
        while (buffer.hasRemaining()) {
            if (bytes.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("a log has become shorter");
            }
        }
    }
}

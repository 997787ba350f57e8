package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.observability.LogGap;
import io.kubesphere.ai.observability.store.LogArchive;
import io.kubesphere.ai.observability.store.LogRecord;
import io.kubesphere.ai.observability.store.LogRecord.Mark;
import io.kubesphere.ai.observability.store.StreamWriter;
import java.time.Instant;
import java.util.Optional;

/** Lines of one stream on their way into the archive: keeps account of memory and of when they are due. */
final class Intake {
    /** Nothing waits. */
    private static final long NEVER = Long.MAX_VALUE;

    private final Workshop shop;
    private final StreamWriter writer;
    private long accounted;
    /** Read by the collector's thread. */
    private volatile long oldest = NEVER;

    Intake(Workshop shop, StreamWriter writer) {
        this.shop = shop;
        this.writer = writer;
    }

    void add(LogRecord line) {
        if (writer.waiting() == 0) {
            oldest = System.nanoTime();
        }
        writer.add(line);
        account();
    }

    void mark(LogGap.Reason reason) {
        writer.mark(reason);
        shop.meters().gap();
    }

    boolean isFull() {
        return writer.waiting() >= shop.config().chunkBytes();
    }

    /** Whether all memory that streams may use is used. */
    boolean isPressed() {
        return shop.budget().isExceeded();
    }

    boolean isDue(long now) {
        return age(now) >= shop.config().chunkAge().toNanos();
    }

    /** Nanoseconds that the oldest line has waited. */
    long age(long now) {
        var since = oldest;
        return since == NEVER ? 0 : now - since;
    }

    Optional<Instant> firstWaiting() {
        return writer.firstWaiting();
    }

    long lines() {
        return writer.lines();
    }

    /** How archiving went. */
    enum Flush {
        DONE,
        FAILED,
        /** Somebody else has claimed the stream. */
        LOST
    }

    /** Archives what waits; after a failure everything waits as before. */
    Flush flush() {
        try {
            var archived = writer.flush();
            archived.ifPresent(piece -> shop.meters().archived(piece.lines(), piece.bytes()));
            if (archived.isPresent()) {
                oldest = NEVER;
                account();
            }
            return archived.isPresent() ? Flush.DONE : Flush.LOST;
        } catch (Problem failed) {
            shop.meters().failed(LogMeters.Place.ARCHIVE);
            return Flush.FAILED;
        }
    }

    Flush complete(Optional<LogGap.Reason> missing) {
        try {
            return writer.complete(missing) ? Flush.DONE : Flush.LOST;
        } catch (Problem failed) {
            shop.meters().failed(LogMeters.Place.ARCHIVE);
            return Flush.FAILED;
        }
    }

    void discard() {
        writer.discard();
        oldest = NEVER;
        account();
    }

    /** Gives all memory back. */
    void release() {
        shop.budget().change(-accounted);
        accounted = 0;
        oldest = NEVER;
    }

    private void account() {
        var now = writer.waiting() + writer.held();
        shop.budget().change(now - accounted);
        accounted = now;
    }

    /** What the archive's last line is recognized by; empty while there is none. */
    Optional<Mark> lastMark(long stream) {
        return writer.lines() == 0
                ? Optional.empty()
                : writer.lastMark().or(() -> shop.archive().tail(stream).flatMap(LogArchive.Tail::last));
    }
}

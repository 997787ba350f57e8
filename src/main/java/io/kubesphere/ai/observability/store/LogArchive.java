package io.kubesphere.ai.observability.store;

import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.observability.store.LogRecord.Mark;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Archived lines. */
@ApplicationScoped
public class LogArchive {
    /** Nodes set their clocks: what follows a line may be older than it. A node leaves it out when asked for newer ones. */
    private static final Duration SET_BACK = Duration.ofMinutes(10);

    /** A container runtime stamps its two outputs on two threads. So much is allowed for in any case. */
    private static final Duration DISORDER = Duration.ofSeconds(5);

    /** More of a log is not compared with what a node has; its file is shorter as a rule. */
    private static final long MOST_COMPARED = 16 << 20;

    private final ObjectStore objects;
    private final ChunkStore chunks;

    public LogArchive(ObjectStore objects, ChunkStore chunks) {
        this.objects = objects;
        this.chunks = chunks;
    }

    public StreamWriter writer(Claim claim) {
        return new StreamWriter(objects, chunks, claim);
    }

    /** Chunks that hold lines of a stream from a number on, in order. */
    public List<ChunkRow> chunks(long stream, long fromLine, int limit) {
        return chunks.from(stream, fromLine, limit);
    }

    /** Opens a chunk; empty when its object is gone. */
    public Optional<ChunkReader> open(ChunkRow chunk) {
        var object = objects.get(chunk.key());
        if (object.isEmpty()) {
            return Optional.empty();
        }
        try (var in = object.get()) {
            return Optional.of(new ChunkReader(in.readAllBytes(), chunk.lines()));
        } catch (IOException broken) {
            throw StoreProblems.unreadable(broken);
        }
    }

    /**
     * The end of a stream, as far as it shows again when the log is read from {@code since} on.
     *
     * @param marks of all archived lines that are as old or newer, in order; the last is the stream's last line
     * @param lines of the stream
     */
    public record Tail(Instant since, List<Mark> marks, long lines) {
        public Optional<Mark> last() {
            return marks.isEmpty() ? Optional.empty() : Optional.of(marks.get(marks.size() - 1));
        }
    }

    /** The end of what is archived; empty when there is nothing. */
    public Optional<Tail> tail(long stream) {
        return chunks.last(stream).map(this::tail);
    }

    private Tail tail(ChunkRow last) {
        var since = since(last);
        var nanos = LogTime.nanos(since);
        var marks = new ArrayList<Mark>();
        for (var chunk : chunks.since(last.stream(), nanos)) {
            if (chunk.seq() > last.seq()) {
                break;
            }
            var known = chunk.seq() == last.seq() ? last : chunk;
            // Lines of a lost object are not recognized, but newer ones still are newer.
            open(known).ifPresentOrElse(reader -> collect(reader, nanos, marks), () -> marks.add(unknown(known)));
        }
        return new Tail(since, List.copyOf(marks), last.lastLine());
    }

    private Instant since(ChunkRow last) {
        var newest = LogTime.instant(last.times().last()).truncatedTo(ChronoUnit.SECONDS);
        var rows = chunks.since(last.stream(), LogTime.nanos(newest.minus(SET_BACK)));
        var bytes = 0L;
        for (var i = rows.size() - 1; i >= 0; i--) {
            bytes += rows.get(i).content();
            if (bytes > MOST_COMPARED) {
                var oldest = LogTime.instant(rows.get(i).times().last()).truncatedTo(ChronoUnit.SECONDS);
                var latest = newest.minus(DISORDER);
                return oldest.isBefore(latest) ? oldest : latest;
            }
        }
        return newest.minus(SET_BACK);
    }

    private static Mark unknown(ChunkRow lost) {
        return new Mark(lost.times().last(), -1, 0, false);
    }

    private static void collect(ChunkReader reader, long since, List<Mark> marks) {
        for (var line = reader.next(); line.isPresent(); line = reader.next()) {
            if (line.get().nanos() >= since) {
                marks.add(line.get().mark());
            }
        }
    }
}

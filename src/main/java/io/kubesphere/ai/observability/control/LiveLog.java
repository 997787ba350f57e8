package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.LogLine;
import io.kubesphere.ai.observability.engine.PodLogConnection;
import io.kubesphere.ai.observability.engine.PodLogEnd;
import io.kubesphere.ai.observability.engine.PodLogListener;
import io.kubesphere.ai.observability.engine.PodLogRequest;
import io.kubesphere.ai.observability.engine.PodLogs;
import io.kubesphere.ai.observability.store.LogRecord;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A running container's log behind the archive's end. Lines have the numbers that they will have in the archive. What it
 * cannot tie to the archive it leaves to the archive, and ends.
 */
final class LiveLog {
    private final long stream;
    private final Optional<Splice> splice;
    private final LineSplitter lines = new LineSplitter();
    private Optional<PodLogConnection> connection = Optional.empty();
    private long number;
    private volatile boolean over;

    LiveLog(long stream, long archived, Optional<Splice> splice) {
        this.stream = stream;
        this.number = archived;
        this.splice = splice;
    }

    void connect(PodLogs logs, PodLogRequest request, Consumer<Runnable> queue) {
        connection = Optional.of(logs.open(request, new PodLogListener() {
            @Override
            public void part(List<ByteBuffer> bytes) {
                queue.accept(() -> lines.feed(bytes));
            }

            @Override
            public void ended(PodLogEnd end) {
                queue.accept(() -> over = true);
            }
        }));
    }

    /** The next line of what has come; when there is none the next part is asked for. */
    Optional<LogLine> next() {
        while (!over) {
            var line = lines.next();
            if (line.isEmpty()) {
                over = lines.fault().isPresent();
                connection.ifPresent(PodLogConnection::more);
                return Optional.empty();
            }
            if (isNew(line.get())) {
                number++;
                return Optional.of(StreamCursor.line(stream, number, line.get()));
            }
        }
        return Optional.empty();
    }

    private boolean isNew(LogRecord line) {
        if (splice.isEmpty()) {
            return true;
        }
        var fresh = splice.get().isNew(line.mark());
        over = splice.get().state() == Splice.State.GAP;
        return fresh && !over;
    }

    long stream() {
        return stream;
    }

    boolean isOver() {
        return over;
    }

    void close() {
        over = true;
        connection.ifPresent(PodLogConnection::close);
    }
}

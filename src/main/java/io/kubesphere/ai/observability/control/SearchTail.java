package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.LogEvent;
import io.kubesphere.ai.observability.LogSearch;
import io.kubesphere.ai.observability.LogStream;
import io.kubesphere.ai.observability.LogTail;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Lines of the archive that contain a text, stream by stream. Its cursor names what was looked through, found or not. */
final class SearchTail implements LogTail {
    /** What one call looks through: some seconds of work. */
    private static final long MOST_BYTES = 512L << 20;

    private final ArchivedLogs logs;
    private final Deque<LogStream> streams;
    private final Needle needle;
    private final Positions positions;
    private Optional<StreamCursor> cursor = Optional.empty();
    private int left;
    private long bytes;
    private volatile boolean closed;

    SearchTail(ArchivedLogs logs, List<LogStream> streams, LogSearch search, Positions from) {
        this.logs = logs;
        this.streams = new ArrayDeque<>(streams);
        this.needle = new Needle(search);
        this.positions = from;
        this.left = search.limit();
    }

    @Override
    public Optional<LogEvent> next() {
        while (!closed && left > 0 && bytes < MOST_BYTES) {
            if (cursor.isEmpty()) {
                if (streams.isEmpty()) {
                    return Optional.empty();
                }
                var stream = streams.peek();
                cursor = Optional.of(logs.cursor(stream, positions.of(stream.id())));
            }
            var found = search(cursor.get());
            if (found.isPresent()) {
                left--;
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<LogEvent> search(StreamCursor stream) {
        try {
            while (!closed && bytes < MOST_BYTES) {
                if (!stream.hasNext()) {
                    streams.remove();
                    cursor = Optional.empty();
                    return Optional.empty();
                }
                var matches = stream.nextLine().filter(needle).isPresent();
                bytes += stream.size() + 1;
                if (matches) {
                    return Optional.of(stream.take());
                }
                stream.pass();
            }
            return Optional.empty();
        } finally {
            positions.set(stream.stream().id(), stream.place());
        }
    }

    @Override
    public String cursor() {
        return positions.cursor();
    }

    @Override
    public boolean isAtEnd() {
        return streams.isEmpty();
    }

    @Override
    public void close() {
        closed = true;
    }
}

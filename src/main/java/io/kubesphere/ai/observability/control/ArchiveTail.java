package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.LogEvent;
import io.kubesphere.ai.observability.LogTail;
import java.util.Optional;

/** The archive to its end, as it is now. */
final class ArchiveTail implements LogTail {
    private final Merge merge;
    private final Positions positions;
    private volatile boolean closed;

    ArchiveTail(Merge merge, Positions from) {
        this.merge = merge;
        this.positions = from;
    }

    @Override
    public Optional<LogEvent> next() {
        return closed || !merge.hasNext() ? Optional.empty() : Optional.of(merge.take(positions));
    }

    @Override
    public String cursor() {
        return positions.cursor();
    }

    @Override
    public boolean isAtEnd() {
        return !closed && !merge.hasNext();
    }

    @Override
    public void close() {
        closed = true;
    }
}

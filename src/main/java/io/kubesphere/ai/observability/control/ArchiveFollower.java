package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.FoundLine;
import io.kubesphere.ai.observability.LineTail;
import io.kubesphere.ai.observability.LogTail;
import java.util.List;

/** Follows a run of the archive, line by line; ends with it. */
final class ArchiveFollower implements LineTail {
    private final LogTail tail;
    private final ArchivedRun lines;

    ArchiveFollower(LogTail tail, ArchivedRun lines) {
        this.tail = tail;
        this.lines = lines;
    }

    @Override
    public List<FoundLine> next() throws InterruptedException {
        for (var event = tail.next(); event.isPresent(); event = tail.next()) {
            var line = lines.wanted(event.get());
            if (line.isPresent()) {
                return List.of(line.get());
            }
        }
        return List.of();
    }

    @Override
    public String cursor(FoundLine line) {
        return tail.cursor();
    }

    @Override
    public void close() {
        tail.close();
    }
}

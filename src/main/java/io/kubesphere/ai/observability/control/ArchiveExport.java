package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.FoundLine;
import io.kubesphere.ai.observability.LineExport;
import io.kubesphere.ai.observability.LogNotice;
import io.kubesphere.ai.observability.LogTail;
import java.util.ArrayList;
import java.util.List;

/** Exports a run of the archive. */
final class ArchiveExport implements LineExport {
    private static final int AT_ONCE = 500;

    private final LogTail tail;
    private final ArchivedRun lines;
    private final int limit;
    private int given;

    ArchiveExport(LogTail tail, ArchivedRun lines, int limit) {
        this.tail = tail;
        this.lines = lines;
        this.limit = limit;
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public List<FoundLine> next() {
        var found = new ArrayList<FoundLine>();
        while (found.size() < AT_ONCE && given < limit) {
            var event = ArchivedRun.next(tail);
            if (event.isEmpty()) {
                break;
            }
            var line = lines.wanted(event.get());
            line.ifPresent(found::add);
            given += line.isPresent() ? 1 : 0;
        }
        return found;
    }

    @Override
    public List<LogNotice> notices() {
        return given < limit
                ? List.of(ArchiveLines.noStore())
                : List.of(
                        ArchiveLines.noStore(),
                        new LogNotice("LimitReached", "The export ends after " + limit + " lines"));
    }

    @Override
    public void close() {
        tail.close();
    }
}

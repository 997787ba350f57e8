package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.LogEvent;
import io.kubesphere.ai.observability.LogLine;
import io.kubesphere.ai.observability.LogPage;
import io.kubesphere.ai.observability.LogPosition;
import io.kubesphere.ai.observability.LogProgress;
import io.kubesphere.ai.observability.LogSearch;
import io.kubesphere.ai.observability.LogSelection;
import io.kubesphere.ai.observability.LogStream;
import io.kubesphere.ai.observability.LogTail;
import io.kubesphere.ai.observability.RunLogs;
import io.kubesphere.ai.observability.RunRef;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/** An archive of one stream; cursors are numbers of lines. */
final class LinesInMemory implements RunLogs {
    private final RunRef run;
    private final List<LogEvent> lines = new ArrayList<>();

    /** One line a second from a time on. */
    LinesInMemory(RunRef run, Instant first, List<String> texts) {
        this.run = run;
        for (var text : texts) {
            var number = lines.size() + 1;
            lines.add(new LogLine(1, number, first.plusSeconds(number), text, false));
        }
    }

    @Override
    public List<LogStream> streams(RunRef asked) {
        return List.of(new LogStream(
                1,
                run.uid() + "-0",
                OptionalInt.of(0),
                "node",
                0,
                lines.size(),
                0,
                lines.stream().findFirst().map(LinesInMemory::time),
                lines.stream().reduce((line, later) -> later).map(LinesInMemory::time),
                true,
                List.of()));
    }

    private static Instant time(LogEvent line) {
        return ((LogLine) line).time();
    }

    @Override
    public LogProgress progress(RunRef asked) {
        return new LogProgress(true, Optional.empty());
    }

    private int index(LogPosition from) {
        if (from instanceof LogPosition.Behind behind) {
            return Integer.parseInt(behind.cursor());
        }
        return from instanceof LogPosition.Last last ? Math.max(0, lines.size() - last.lines()) : 0;
    }

    private LogPage page(int from, int to) {
        return new LogPage(
                lines.subList(from, to), Integer.toString(from), Integer.toString(to), from > 0, to < lines.size());
    }

    @Override
    public LogPage page(LogSelection what, LogPosition from, int limit) {
        return page(index(from), Math.min(lines.size(), index(from) + limit));
    }

    @Override
    public LogPage earlier(LogSelection what, String cursor, int limit) {
        var end = Integer.parseInt(cursor);
        return page(Math.max(0, end - limit), end);
    }

    @Override
    public LogTail read(LogSelection what, LogPosition from) {
        var rest = lines.subList(index(from), lines.size()).iterator();
        return new LogTail() {
            @Override
            public Optional<LogEvent> next() {
                return rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
            }

            @Override
            public String cursor() {
                return "";
            }

            @Override
            public boolean isAtEnd() {
                return !rest.hasNext();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public LogTail follow(LogSelection what, LogPosition from, BooleanSupplier ended) {
        return read(what, from);
    }

    @Override
    public LogTail search(LogSelection what, LogSearch search, LogPosition from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InputStream download(RunRef asked, long stream) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(RunRef asked) {
        throw new UnsupportedOperationException();
    }
}

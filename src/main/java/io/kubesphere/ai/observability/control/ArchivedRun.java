package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.observability.FoundLine;
import io.kubesphere.ai.observability.LineFilter;
import io.kubesphere.ai.observability.LogEvent;
import io.kubesphere.ai.observability.LogLevel;
import io.kubesphere.ai.observability.LogLine;
import io.kubesphere.ai.observability.LogStream;
import io.kubesphere.ai.observability.LogTail;
import io.kubesphere.ai.observability.RunLogs;
import io.kubesphere.ai.observability.RunRef;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lines of our own archive as lines that were searched for; for one thread. */
final class ArchivedRun {
    /** Levels stand at the beginning of a line, in capitals or as a value. */
    private static final Pattern LEVEL = Pattern.compile(
            "\\b(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL|PANIC)\\b|level=\"?([A-Za-z]{3,11})");

    private static final int BEGINNING = 160;

    private final RunLogs logs;
    private final RunRef run;
    private final LineFilter filter;
    private final Map<Long, LogStream> streams = new HashMap<>();

    ArchivedRun(RunLogs logs, RunRef run, LineFilter filter) {
        this.logs = logs;
        this.run = run;
        this.filter = filter;
    }

    /** The event as a line, if it is one that is wanted. */
    Optional<FoundLine> wanted(LogEvent event) {
        return event instanceof LogLine line ? Optional.of(found(line)).filter(this::isWanted) : Optional.empty();
    }

    /** The next of what is read and not followed; a 503 when the service stops meanwhile. */
    static Optional<LogEvent> next(LogTail tail) {
        try {
            return tail.next();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Problem.of(Problem.Code.UNAVAILABLE, "the service is stopping; try again")
                    .because(stopping);
        }
    }

    private FoundLine found(LogLine line) {
        if (!streams.containsKey(line.stream())) {
            logs.streams(run).forEach(stream -> streams.put(stream.id(), stream));
        }
        var stream = streams.get(line.stream());
        return new FoundLine(
                line.stream() + "/" + line.number(),
                line.time(),
                run.namespace(),
                stream.pod(),
                stream.container(),
                level(line.text()).map(LogLevel::wireName),
                line.text(),
                filter.application(),
                filter.run());
    }

    private static Optional<LogLevel> level(String text) {
        var match = LEVEL.matcher(text.substring(0, Math.min(text.length(), BEGINNING)));
        return match.find()
                ? LogLevel.of(Optional.ofNullable(match.group(1)).orElseGet(() -> match.group(2)))
                : Optional.empty();
    }

    private boolean isWanted(FoundLine line) {
        return !line.time().isBefore(filter.from())
                && line.time().isBefore(filter.to())
                && filter.pod().map(line.pod()::equals).orElse(true)
                && filter.container().map(line.container()::equals).orElse(true)
                && filter.level()
                        .map(level -> line.level().equals(Optional.of(level.wireName())))
                        .orElse(true)
                && filter.text().map(words -> contains(line.text(), words)).orElse(true);
    }

    private static boolean contains(String text, String words) {
        return text.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }
}

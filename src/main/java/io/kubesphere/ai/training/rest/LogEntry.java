package io.kubesphere.ai.training.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kubesphere.ai.observability.LogEvent;
import io.kubesphere.ai.observability.LogGap;
import io.kubesphere.ai.observability.LogLine;
import io.kubesphere.ai.observability.LogStream;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * A line of a log, or a place where lines may be missing.
 *
 * @param type {@code line} or {@code gap}
 * @param stream the container instance it is of
 * @param worker rank of its pod, where pods have one
 * @param line number in its stream, from 1; of a gap, that of the line that follows
 * @param time of a line by the clock of its node, of a gap when it was found
 * @param text of the line, or why lines are missing
 * @param reason of a gap
 * @param truncated whether a very long line was cut here and goes on in the next one
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record LogEntry(
        String type,
        long stream,
        OptionalInt worker,
        String container,
        long line,
        Instant time,
        @JsonInclude(JsonInclude.Include.ALWAYS) String text,
        String reason,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean truncated) {

    static LogEntry of(LogEvent event, LogStream stream) {
        if (event instanceof LogLine line) {
            return new LogEntry(
                    "line",
                    stream.id(),
                    stream.rank(),
                    stream.container(),
                    line.number(),
                    line.time(),
                    line.text(),
                    "",
                    line.truncated());
        }
        var gap = (LogGap) event;
        return new LogEntry(
                "gap",
                stream.id(),
                stream.rank(),
                stream.container(),
                gap.beforeLine(),
                gap.foundAt(),
                gap.reason().message(),
                gap.reason().name(),
                false);
    }

    /** As a line of a text file that holds the log of several containers. */
    String asText() {
        var source = worker.isPresent() ? container + "-" + worker.getAsInt() : container;
        var body = type.equals("gap") ? "--- " + text + " ---" : text;
        return time + " " + source + " " + body + "\n";
    }
}

package io.kubesphere.ai.training.rest;

import io.kubesphere.ai.observability.LogEvent;
import io.kubesphere.ai.observability.LogStream;
import io.kubesphere.ai.observability.RunLogs;
import io.kubesphere.ai.observability.RunRef;
import java.util.HashMap;
import java.util.Map;

/** Tells of what container instance an event is, also of one that started while the log is read. For one thread. */
final class LogStreams {
    private final RunLogs logs;
    private final RunRef run;
    private final Map<Long, LogStream> known = new HashMap<>();

    LogStreams(RunLogs logs, RunRef run) {
        this.logs = logs;
        this.run = run;
    }

    LogEntry entry(LogEvent event) {
        if (!known.containsKey(event.stream())) {
            logs.streams(run).forEach(stream -> known.put(stream.id(), stream));
        }
        return LogEntry.of(event, known.get(event.stream()));
    }
}

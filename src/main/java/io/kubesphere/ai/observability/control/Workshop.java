package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.engine.PodLogs;
import io.kubesphere.ai.observability.store.LogArchive;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What all followers of a replica share. */
record Workshop(
        LogConfig config,
        PodLogs logs,
        PodStates pods,
        LogArchive archive,
        LogMeters meters,
        Budget budget,
        Executor threads,
        ScheduledExecutorService timer) {

    void later(Duration pause, Runnable task) {
        var unused = timer.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
}

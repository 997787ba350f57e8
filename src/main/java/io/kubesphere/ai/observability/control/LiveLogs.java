package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.control.PodStates.Availability;
import io.kubesphere.ai.observability.engine.PodLogRequest;
import io.kubesphere.ai.observability.engine.PodLogs;
import io.kubesphere.ai.observability.store.LogArchive;
import io.kubesphere.ai.observability.store.StreamKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Consumer;

/** Logs of containers that run now, beyond the archive's end. */
@ApplicationScoped
class LiveLogs {
    private final PodLogs logs;
    private final PodStates pods;
    private final LogArchive archive;

    LiveLogs(PodLogs logs, PodStates pods, LogArchive archive) {
        this.logs = logs;
        this.pods = pods;
        this.archive = archive;
    }

    /**
     * Follows a log behind the archive's end; empty when the container does not run, or when the archive has lines that
     * were not read yet.
     *
     * @param read lines that were read
     * @param queue gets what to do when something has come; nothing more comes before that is done
     */
    Optional<LiveLog> follow(long stream, StreamKey key, long read, Consumer<Runnable> queue) {
        if (pods.cached(key) != Availability.RUNNING) {
            return Optional.empty();
        }
        var archived = archive.tail(stream);
        var lines = archived.map(LogArchive.Tail::lines).orElse(0L);
        if (lines > read) {
            return Optional.empty();
        }
        var request = PodLogRequest.all(key.run().namespace(), key.pod(), key.container())
                .following()
                .since(archived.map(LogArchive.Tail::since));
        var live = new LiveLog(stream, lines, archived.map(tail -> new Splice(tail.marks())));
        live.connect(logs, request, queue);
        return Optional.of(live);
    }
}

package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.LogSelection;
import io.kubesphere.ai.observability.LogStream;
import io.kubesphere.ai.observability.RunRef;
import io.kubesphere.ai.observability.control.Positions.Place;
import io.kubesphere.ai.observability.store.StreamStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where those who follow a run get its log from. */
@ApplicationScoped
class FollowSource {
    private final ArchivedLogs archived;
    private final LiveLogs live;
    private final StreamStore streams;
    private final RunProgress progress;

    FollowSource(ArchivedLogs archived, LiveLogs live, StreamStore streams, RunProgress progress) {
        this.archived = archived;
        this.live = live;
        this.streams = streams;
        this.progress = progress;
    }

    List<LogStream> select(LogSelection what) {
        return archived.select(what);
    }

    boolean isLeft(LogStream stream, Place place) {
        return archived.isLeft(stream, place);
    }

    Merge merge(List<LogStream> selected, Positions from) {
        return archived.merge(selected, from);
    }

    /** Follows a running container; empty when the archive has to do. */
    Optional<LiveLog> follow(RunRef run, long stream, long read, Consumer<Runnable> queue) {
        return streams.key(run, stream).flatMap(key -> live.follow(stream, key, read, queue));
    }

    boolean isArchived(RunRef run) {
        return progress.of(run).archived();
    }
}

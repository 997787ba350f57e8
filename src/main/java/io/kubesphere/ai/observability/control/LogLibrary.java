package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.observability.LogPage;
import io.kubesphere.ai.observability.LogPosition;
import io.kubesphere.ai.observability.LogProgress;
import io.kubesphere.ai.observability.LogSearch;
import io.kubesphere.ai.observability.LogSelection;
import io.kubesphere.ai.observability.LogStream;
import io.kubesphere.ai.observability.LogTail;
import io.kubesphere.ai.observability.RunLogs;
import io.kubesphere.ai.observability.RunRef;
import io.kubesphere.ai.observability.control.Positions.Place;
import io.kubesphere.ai.observability.store.RetentionStore;
import io.kubesphere.ai.observability.store.StreamStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The door to logs. */
@ApplicationScoped
class LogLibrary implements RunLogs {
    private final StreamStore streams;
    private final RunProgress progress;
    private final ArchivedLogs archived;
    private final FollowSource followed;
    private final RetentionStore retention;

    LogLibrary(
            StreamStore streams,
            RunProgress progress,
            ArchivedLogs archived,
            FollowSource followed,
            RetentionStore retention) {
        this.streams = streams;
        this.progress = progress;
        this.archived = archived;
        this.followed = followed;
        this.retention = retention;
    }

    @Override
    public List<LogStream> streams(RunRef run) {
        return streams.of(run);
    }

    @Override
    public LogProgress progress(RunRef run) {
        return progress.of(run);
    }

    @Override
    public LogPage page(LogSelection what, LogPosition from, int limit) {
        return archived.page(what, from, limit);
    }

    @Override
    public LogPage earlier(LogSelection what, String cursor, int limit) {
        return archived.earlier(what, cursor, limit);
    }

    @Override
    public LogTail read(LogSelection what, LogPosition from) {
        var selected = archived.select(what);
        var positions = archived.positions(selected, from);
        return new ArchiveTail(archived.merge(selected, positions), positions);
    }

    @Override
    public LogTail follow(LogSelection what, LogPosition from, BooleanSupplier ended) {
        return new FollowTail(followed, what, archived.positions(archived.select(what), from), ended);
    }

    @Override
    public LogTail search(LogSelection what, LogSearch search, LogPosition from) {
        var selected = archived.select(what);
        return new SearchTail(archived, selected, search, archived.positions(selected, from));
    }

    @Override
    public InputStream download(RunRef run, long stream) {
        return archived.select(LogSelection.stream(run, stream)).stream()
                .findFirst()
                .map(found -> new RawLog(archived.cursor(found, Place.BEGIN)))
                .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND, "the run has no log %d", stream));
    }

    @Override
    public void delete(RunRef run) {
        retention.hide(run);
    }
}

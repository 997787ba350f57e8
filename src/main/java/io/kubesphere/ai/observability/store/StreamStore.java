package io.kubesphere.ai.observability.store;

import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.observability.LogGap;
import io.kubesphere.ai.observability.LogStream;
import io.kubesphere.ai.observability.RunRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Which streams there are. */
@ApplicationScoped
public class StreamStore {
    private final Database database;

    public StreamStore(Database database) {
        this.database = database;
    }

    /**
     * Makes streams known; those that are known already stay as they are. A first one that is not the container's first
     * instance begins with a gap.
     */
    public void register(Collection<StreamKey> streams) {
        var unused = database.transaction(handle -> {
            streams.forEach(stream -> register(handle, stream));
            return streams.size();
        });
    }

    private static void register(Handle handle, StreamKey stream) {
        var run = stream.run();
        var rank = stream.rank().isPresent() ? stream.rank().getAsInt() : null;
        var made = handle.createQuery(
                        """
                        INSERT INTO observability.log_stream
                          (run_uid, namespace, pod_uid, pod, rank, container, restart)
                        VALUES (:run, :namespace, :podUid, :pod, :rank, :container, :restart)
                        ON CONFLICT (pod_uid, container, restart) DO NOTHING RETURNING id
                        """)
                .bind("run", run.uid())
                .bind("namespace", run.namespace())
                .bind("podUid", stream.podUid())
                .bind("pod", stream.pod())
                .bind("rank", rank)
                .bind("container", stream.container())
                .bind("restart", stream.restart())
                .mapTo(Long.class)
                .findOne();
        if (stream.restart() > 0) {
            made.ifPresent(id -> markEarlierInstances(handle, id, stream));
        }
    }

    private static void markEarlierInstances(Handle handle, long id, StreamKey stream) {
        var unused = handle.createUpdate(
                        """
                        INSERT INTO observability.log_gap (stream_id, before_line, reason)
                        SELECT :id, 1, :reason WHERE NOT EXISTS (SELECT FROM observability.log_stream
                          WHERE pod_uid = :podUid AND container = :container AND restart = :restart - 1)
                        """)
                .bind("id", id)
                .bind("reason", LogGap.Reason.EarlierInstances.name())
                .bind("podUid", stream.podUid())
                .bind("container", stream.container())
                .bind("restart", stream.restart())
                .execute();
    }

    /** The streams of a run, by rank, pod, container and restart. */
    public List<LogStream> of(RunRef run) {
        return database.with(handle -> {
            var gaps = gaps(handle, run);
            return handle.createQuery(
                            """
                            SELECT * FROM observability.log_stream
                            WHERE run_uid = :run AND namespace = :namespace AND deleted_at IS NULL
                            ORDER BY rank NULLS LAST, pod, container, restart
                            """)
                    .bind("run", run.uid())
                    .bind("namespace", run.namespace())
                    .map((row, context) -> stream(row, gaps))
                    .list();
        });
    }

    private static Map<Long, List<LogGap>> gaps(Handle handle, RunRef run) {
        return handle
                .createQuery(
                        """
                        SELECT g.* FROM observability.log_gap g JOIN observability.log_stream s ON s.id = g.stream_id
                        WHERE s.run_uid = :run AND s.namespace = :namespace ORDER BY g.before_line
                        """)
                .bind("run", run.uid())
                .bind("namespace", run.namespace())
                .map((row, context) -> StreamRows.gap(row))
                .stream()
                .collect(Collectors.groupingBy(LogGap::stream));
    }

    private static LogStream stream(ResultSet row, Map<Long, List<LogGap>> gaps) throws SQLException {
        var key = StreamRows.key(row);
        var id = row.getLong("id");
        return new LogStream(
                id,
                key.pod(),
                key.rank(),
                key.container(),
                key.restart(),
                row.getLong("lines"),
                row.getLong("bytes"),
                StreamRows.lineTime(row, "first_time"),
                StreamRows.lineTime(row, "last_time"),
                StreamRows.instant(row, "completed_at").isPresent(),
                gaps.getOrDefault(id, List.of()));
    }

    /** One stream of a run, as it is named in the cluster. */
    public Optional<StreamKey> key(RunRef run, long stream) {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT * FROM observability.log_stream
                        WHERE id = :id AND run_uid = :run AND namespace = :namespace AND deleted_at IS NULL
                        """)
                .bind("id", stream)
                .bind("run", run.uid())
                .bind("namespace", run.namespace())
                .map((row, context) -> StreamRows.key(row))
                .findOne());
    }

    /** What is known of a run's streams, in one read of an index. */
    public Progress progress(RunRef run) {
        return new Progress(database.with(handle -> handle.createQuery(
                        """
                        SELECT pod_uid, container, restart, completed_at, seen_at FROM observability.log_stream
                        WHERE run_uid = :run AND namespace = :namespace AND deleted_at IS NULL
                        """)
                .bind("run", run.uid())
                .bind("namespace", run.namespace())
                .map((row, context) -> new Seen(
                        row.getString("pod_uid"),
                        row.getString("container"),
                        row.getInt("restart"),
                        StreamRows.instant(row, "completed_at").isPresent(),
                        StreamRows.instant(row, "seen_at")))
                .list()));
    }

    /** How far one stream is. */
    public record Seen(String podUid, String container, int restart, boolean complete, Optional<Instant> at) {}

    /** How far all streams of a run are. */
    public record Progress(List<Seen> streams) {
        public Optional<Instant> newestSeen() {
            return streams.stream().flatMap(stream -> stream.at().stream()).max(Instant::compareTo);
        }
    }
}

package io.kubesphere.ai.training.store;

import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.training.ChildRun;
import io.kubesphere.ai.training.ReportedStatus;
import io.kubesphere.ai.training.ReportedText;
import io.kubesphere.ai.training.RunClaim;
import io.kubesphere.ai.training.TrackedRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Runs as their programs report them, and the runs that programs open below. */
@ApplicationScoped
public class TrackedRunStore {
    private static final String SELECT =
            """
            SELECT t.*, r.namespace FROM training.tracked_run t JOIN training.run r ON r.uid = t.root
            """;

    private final Database database;
    private final ContentRows contents;

    TrackedRunStore(Database database, ContentRows contents) {
        this.database = database;
        this.contents = contents;
    }

    /** How a run of a tree stands. */
    public enum Standing {
        ACTIVE,
        DELETED,
        UNKNOWN
    }

    /** Makes the run itself known to tracking, as soon as its record is there. */
    public void admit(UUID root) {
        var unused = database.with(handle -> handle.createUpdate(
                        """
                        WITH admitted AS (
                          INSERT INTO training.tracked_run (id, root, creator, status, start_ms, created_at)
                          SELECT uid, uid, creator, 'RUNNING', (extract(epoch FROM created_at) * 1000)::bigint,
                            created_at
                          FROM training.run WHERE uid = :root
                          ON CONFLICT DO NOTHING RETURNING id)
                        INSERT INTO training.reported_tag (run, key, value)
                        SELECT a.id, tag.key, tag.value FROM admitted a JOIN training.run r ON r.uid = a.id,
                          LATERAL (VALUES ('mlflow.runName', r.name), ('mlflow.user', r.creator)) AS tag (key, value)
                        """)
                .bind("root", root)
                .execute());
    }

    public Standing standing(UUID root, UUID id) {
        return database.with(handle -> handle.createQuery(
                        "SELECT deleted_at IS NULL FROM training.tracked_run WHERE id = :id AND root = :root")
                .bind("id", id)
                .bind("root", root)
                .mapTo(Boolean.class)
                .findOne()
                .map(active -> active ? Standing.ACTIVE : Standing.DELETED)
                .orElse(Standing.UNKNOWN));
    }

    public Optional<TrackedRun> find(UUID root, UUID id) {
        return database.with(handle -> complete(
                        handle,
                        handle.createQuery(SELECT + " WHERE t.id = :id AND t.root = :root")
                                .bind("id", id)
                                .bind("root", root)
                                .map((row, context) -> run(row))
                                .list())
                .stream()
                .findFirst());
    }

    /** The run and all below it, in the order of their opening. */
    public List<TrackedRun> tree(UUID root) {
        return database.with(handle -> complete(
                handle,
                handle.createQuery(SELECT + " WHERE t.root = :root ORDER BY t.created_at, t.id")
                        .bind("root", root)
                        .map((row, context) -> run(row))
                        .list()));
    }

    /** How many runs are below the run, deleted ones included. */
    public long children(UUID root) {
        return database.with(handle -> handle.createQuery(
                        "SELECT count(*) FROM training.tracked_run WHERE root = :root AND id <> root")
                .bind("root", root)
                .mapTo(Long.class)
                .one());
    }

    public void open(UUID root, UUID parent, UUID id, ChildRun child, Instant now) {
        var unused = database.transaction(handle -> {
            handle.createUpdate(
                            """
                            INSERT INTO training.tracked_run (id, root, parent, creator, status, start_ms, created_at)
                            VALUES (:id, :root, :parent, :creator, :status, :start, :now)
                            """)
                    .bind("id", id)
                    .bind("root", root)
                    .bind("parent", parent)
                    .bind("creator", child.creator())
                    .bind("status", ReportedStatus.RUNNING.name())
                    .bind("start", child.startMs())
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .execute();
            child.tags().forEach(tag -> TextRows.putTag(handle, id, tag));
            return id;
        });
    }

    public void claim(UUID id, RunClaim claim) {
        var unused = database.transaction(handle -> {
            claim.name().ifPresent(name -> TextRows.putTag(handle, id, new ReportedText(TrackedRun.NAME_TAG, name)));
            return handle.createUpdate(
                            """
                            UPDATE training.tracked_run SET status = coalesce(:status, status),
                              end_ms = coalesce(:end, end_ms) WHERE id = :id
                            """)
                    .bind("id", id)
                    .bind("status", claim.status().map(Enum::name))
                    .bind("end", claim.endMs())
                    .execute();
        });
    }

    /** Hides a child run, or shows it again. */
    public void delete(UUID id, Optional<Instant> when) {
        var unused = database.with(handle -> handle.createUpdate(
                        "UPDATE training.tracked_run SET deleted_at = :when WHERE id = :id AND id <> root")
                .bind("id", id)
                .bind("when", when.map(time -> time.atOffset(ZoneOffset.UTC)))
                .execute());
    }

    private List<TrackedRun> complete(Handle handle, List<TrackedRun> runs) {
        var filled = contents.of(handle, runs.stream().map(TrackedRun::id).toList());
        return runs.stream()
                .map(run -> new TrackedRun(
                        run.id(), run.root(), run.parent(), run.project(), run.course(), filled.get(run.id())))
                .toList();
    }

    private static TrackedRun run(ResultSet row) throws SQLException {
        var end = Optional.ofNullable(row.getObject("end_ms", Long.class));
        var course = new TrackedRun.Course(
                row.getString("creator"),
                ReportedStatus.valueOf(row.getString("status")),
                row.getLong("start_ms"),
                end.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                row.getTimestamp("deleted_at") != null);
        return new TrackedRun(
                row.getString("id"),
                row.getString("root"),
                Optional.ofNullable(row.getString("parent")),
                row.getString("namespace"),
                course,
                TrackedRun.Content.NONE);
    }
}

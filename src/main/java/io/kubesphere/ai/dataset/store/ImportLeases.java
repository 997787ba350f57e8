package io.kubesphere.ai.dataset.store;

import io.kubesphere.ai.dataset.DatasetImport.Progress;
import io.kubesphere.ai.dataset.DatasetImport.State;
import io.kubesphere.ai.dataset.store.ImportFiles.Totals;
import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.kernel.storage.RowTimes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.Update;

/**
 * Which replica runs which import. Every word of a runner counts only while it holds the lease; times are the
 * database's, so that clocks of replicas do not matter.
 */
@ApplicationScoped
public class ImportLeases {
    private final Database database;

    ImportLeases(Database database) {
        this.database = database;
    }

    /** Over a database, without CDI. */
    public static ImportLeases over(Database database) {
        return new ImportLeases(database);
    }

    /** A runner's hold on an import. */
    public record Lease(UUID id, String owner) {}

    /** Takes imports that are due and that nobody runs; projects that have fewest running come first. */
    public List<ImportRow> claim(String owner, Duration lease, int most) {
        return database.with(handle -> handle.createQuery(
                        """
                        WITH due AS (
                          SELECT i.id FROM dataset.import i JOIN dataset.dataset d ON d.id = i.dataset_id
                          WHERE i.state IN ('Waiting', 'Running') AND i.next_at <= now()
                            AND coalesce(i.lease_until, '-infinity') < now()
                          ORDER BY (SELECT count(*) FROM dataset.import o JOIN dataset.dataset e ON e.id = o.dataset_id
                                    WHERE o.state = 'Running' AND o.lease_until >= now() AND e.namespace = d.namespace),
                            i.next_at
                          LIMIT :most FOR UPDATE OF i SKIP LOCKED),
                        taken AS (
                          UPDATE dataset.import i SET state = 'Running', lease_owner = :owner, attempts = attempts + 1,
                            lease_until = now() + make_interval(secs => :lease)
                          FROM due WHERE i.id = due.id RETURNING i.*)
                        SELECT t.*, d.namespace, d.name FROM taken t JOIN dataset.dataset d ON d.id = t.dataset_id
                        """)
                .bind("owner", owner)
                .bind("lease", seconds(lease))
                .bind("most", most)
                .map(ImportStore::row)
                .list());
    }

    /**
     * Keeps the lease and notes how far the import is; false when it is another's now, or nobody's.
     *
     * @param kept bytes that no crash takes away
     */
    public boolean renew(Lease held, Duration lease, Progress progress, long kept) {
        return database.with(handle -> mine(
                                handle.createUpdate(
                                        """
                                UPDATE dataset.import SET lease_until = now() + make_interval(secs => :lease),
                                  attempts = CASE WHEN bytes_kept < :kept OR files_done < :files THEN 1 ELSE attempts END,
                                  bytes_kept = greatest(bytes_kept, :kept), bytes_done = :bytes, files_done = :files, bytes_per_second = :rate
                                WHERE id = :id AND lease_owner = :owner AND state = 'Running'
                                """),
                                held)
                        .bind("lease", seconds(lease))
                        .bind("kept", kept)
                        .bind("bytes", progress.bytesDone())
                        .bind("files", progress.filesDone())
                        .bind("rate", progress.bytesPerSecond())
                        .execute()
                == 1);
    }

    private static Update mine(Update update, Lease held) {
        return update.bind("id", held.id()).bind("owner", held.owner());
    }

    /** Gives the import back, to be taken up again after the pause. */
    public void giveBack(Lease held, Duration pause, String message) {
        var unused = database.with(handle -> mine(
                        handle.createUpdate(
                                """
                                UPDATE dataset.import SET state = 'Waiting', lease_until = NULL, message = :message,
                                  next_at = now() + make_interval(secs => :pause), bytes_per_second = 0
                                WHERE id = :id AND lease_owner = :owner AND state = 'Running'
                                """),
                        held)
                .bind("pause", seconds(pause))
                .bind("message", message)
                .execute());
    }

    /** How it stands with an import whose work is done elsewhere; without progress its attempts stay what they were. */
    public record Elsewhere(boolean works, String message) {
        private String state() {
            return works ? State.Running.name() : State.Waiting.name();
        }
    }

    /** Gives the import back, to be looked at again after the pause. */
    public void park(Lease held, Duration pause, Elsewhere elsewhere, Totals done) {
        var unused = database.with(handle -> mine(
                        handle.createUpdate(
                                """
                                UPDATE dataset.import SET state = :state, lease_until = NULL, message = :message,
                                  attempts = CASE WHEN files_done < :files THEN 0 ELSE greatest(0, attempts - 1) END,
                                  bytes_per_second = greatest(0, :bytes - bytes_done)
                                    / greatest(0.5, extract(epoch FROM now() - next_at) + :pause),
                                  files_done = :files, bytes_done = :bytes, bytes_kept = greatest(bytes_kept, :bytes),
                                  next_at = now() + make_interval(secs => :pause)
                                WHERE id = :id AND lease_owner = :owner AND state = 'Running'
                                """),
                        held)
                .bind("state", elsewhere.state())
                .bind("message", elsewhere.message())
                .bind("files", done.files())
                .bind("bytes", done.bytes())
                .bind("pause", seconds(pause))
                .execute());
    }

    /** Says that nothing more will come of it by itself. */
    public void fail(Lease held, String message, Instant when) {
        var unused = database.with(handle -> mine(
                        handle.createUpdate(
                                """
                                UPDATE dataset.import SET state = 'Failed', lease_until = NULL, message = :message,
                                  finished_at = :when, bytes_per_second = 0
                                WHERE id = :id AND lease_owner = :owner AND state = 'Running'
                                """),
                        held)
                .bind("message", message)
                .bind("when", RowTimes.of(when))
                .execute());
    }

    /**
     * Says that the version is there.
     *
     * @param request what of the request is kept, as JSON
     */
    public void succeed(Lease held, String request, Instant when) {
        var unused = database.transaction(handle -> {
            handle.execute("DELETE FROM dataset.import_file WHERE import_id = ?", held.id());
            return mine(
                            handle.createUpdate(
                                    """
                                    UPDATE dataset.import SET state = 'Succeeded', lease_until = NULL, message = '',
                                      finished_at = :when, bytes_per_second = 0, request = :request::jsonb,
                                      files_done = files, bytes_done = bytes
                                    WHERE id = :id AND lease_owner = :owner AND state = 'Running'
                                    """),
                            held)
                    .bind("request", request)
                    .bind("when", RowTimes.of(when))
                    .execute();
        });
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}

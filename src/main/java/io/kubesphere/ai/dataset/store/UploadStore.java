package io.kubesphere.ai.dataset.store;

import io.kubesphere.ai.dataset.Upload;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.kernel.storage.RowTimes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Records of uploads. */
@ApplicationScoped
public class UploadStore {
    private final Database database;

    UploadStore(Database database) {
        this.database = database;
    }

    /** Over a database, without CDI. */
    public static UploadStore over(Database database) {
        return new UploadStore(database);
    }

    public Optional<UploadRow> find(UUID dataset, UUID id) {
        return database.with(
                handle -> handle.createQuery("SELECT * FROM dataset.upload WHERE id = :id AND dataset_id = :dataset")
                        .bind("id", id)
                        .bind("dataset", dataset)
                        .map(UploadStore::row)
                        .findOne());
    }

    /** The dataset's last hundred uploads, newest first; those that imports fill are theirs. */
    public List<UploadRow> of(UUID dataset) {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT * FROM dataset.upload u WHERE dataset_id = :dataset
                          AND NOT EXISTS (SELECT 1 FROM dataset.import i WHERE i.upload_id = u.id)
                        ORDER BY created_at DESC, id LIMIT 100
                        """)
                .bind("dataset", dataset)
                .map(UploadStore::row)
                .list());
    }

    /** Number and bytes of the files that an upload holds. */
    public Totals totals(UUID upload) {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT count(*) AS files, coalesce(sum(size), 0) AS bytes
                        FROM dataset.upload_file WHERE upload_id = :upload AND stored
                        """)
                .bind("upload", upload)
                .map((row, context) -> new Totals(row.getLong("files"), row.getLong("bytes")))
                .one());
    }

    /** Number and bytes of files. */
    public record Totals(long files, long bytes) {}

    /** Closes an open upload without a version; whether it was open. */
    public boolean close(UUID upload, Upload.State state, Instant when) {
        return database.with(handle -> handle.createUpdate(
                                """
                                UPDATE dataset.upload SET state = :state, closed_at = :when
                                WHERE id = :id AND state = 'Open'
                                """)
                        .bind("id", upload)
                        .bind("state", state.name())
                        .bind("when", RowTimes.of(when))
                        .execute()
                == 1);
    }

    /** Open uploads whose time is over. */
    public List<UploadRow> overdue(Instant now) {
        return database.with(handle -> handle.createQuery(
                        "SELECT * FROM dataset.upload WHERE state = 'Open' AND expires_at <= :now LIMIT 1000")
                .bind("now", RowTimes.of(now))
                .map(UploadStore::row)
                .list());
    }

    /** Takes part in an upload until the transaction ends: it cannot be closed meanwhile. A 409 when it is closed. */
    static void requireOpen(Handle handle, UUID upload) {
        var state = handle.createQuery("SELECT state FROM dataset.upload WHERE id = :id FOR SHARE")
                .bind("id", upload)
                .mapTo(String.class)
                .one();
        requireOpen(state);
    }

    /** The same, and nothing is deleted in the space meanwhile ({@link Spaces}). */
    static void requireOpen(Handle handle, UUID upload, String space) {
        var state = handle.createQuery("SELECT u.state FROM dataset.upload u CROSS JOIN " + Spaces.SHARED
                        + " WHERE u.id = :id FOR SHARE OF u")
                .bind("id", upload)
                .bind("space", space)
                .mapTo(String.class)
                .one();
        requireOpen(state);
    }

    private static void requireOpen(String state) {
        if (!state.equals(Upload.State.Open.name())) {
            throw closed(state);
        }
    }

    static Problem closed(String state) {
        return Problem.of(
                Problem.Code.CONFLICT,
                "this upload is no longer open but %s; begin another one",
                state.toLowerCase(Locale.ROOT));
    }

    static UploadRow row(ResultSet row, StatementContext context) throws SQLException {
        return new UploadRow(
                row.getObject("id", UUID.class),
                row.getObject("dataset_id", UUID.class),
                row.getString("creator"),
                RowTimes.read(row, "created_at"),
                RowTimes.read(row, "expires_at"),
                row.getString("base"),
                Upload.State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getObject("version_id", UUID.class)));
    }
}

package io.kubesphere.ai.dataset.store;

import io.kubesphere.ai.dataset.DatasetImport.Progress;
import io.kubesphere.ai.dataset.DatasetImport.State;
import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.kernel.storage.RowTimes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/** Records of imports, as users see and steer them. */
@ApplicationScoped
public class ImportStore {
    static final String WITH_PLACE =
            """
            SELECT i.*, d.namespace, d.name FROM dataset.import i JOIN dataset.dataset d ON d.id = i.dataset_id
            """;

    private final Database database;

    ImportStore(Database database) {
        this.database = database;
    }

    /** Over a database, without CDI. */
    public static ImportStore over(Database database) {
        return new ImportStore(database);
    }

    public void begin(ImportRow row) {
        var unused = database.with(handle -> handle.createUpdate(
                        """
                        INSERT INTO dataset.import (id, dataset_id, upload_id, request, creator, created_at, state)
                        VALUES (:id, :dataset, :upload, :request::jsonb, :creator, :createdAt, 'Waiting')
                        """)
                .bind("id", row.id())
                .bind("dataset", row.datasetId())
                .bind("upload", row.uploadId())
                .bind("request", row.request())
                .bind("creator", row.creator())
                .bind("createdAt", RowTimes.of(row.createdAt()))
                .execute());
    }

    public Optional<ImportRow> find(UUID dataset, UUID id) {
        return database.with(handle -> handle.createQuery(WITH_PLACE + " WHERE i.id = :id AND i.dataset_id = :dataset")
                .bind("id", id)
                .bind("dataset", dataset)
                .map(ImportStore::row)
                .findOne());
    }

    /** An import of whatever dataset that has not ended. */
    public Optional<ImportRow> live(UUID id) {
        return database.with(
                handle -> handle.createQuery(WITH_PLACE + " WHERE i.id = :id AND i.state IN ('Waiting', 'Running')")
                        .bind("id", id)
                        .map(ImportStore::row)
                        .findOne());
    }

    /** Has a runner look at once. */
    public void wake(UUID id) {
        var unused = database.with(handle -> handle.execute(
                "UPDATE dataset.import SET next_at = now() WHERE id = ? AND state IN ('Waiting', 'Running')", id));
    }

    /** The dataset's last hundred imports, newest first. */
    public List<ImportRow> of(UUID dataset) {
        return database.with(handle -> handle.createQuery(
                        WITH_PLACE + " WHERE i.dataset_id = :dataset ORDER BY i.created_at DESC, i.id LIMIT 100")
                .bind("dataset", dataset)
                .map(ImportStore::row)
                .list());
    }

    /**
     * Ends an import that has not ended; whether it was so.
     *
     * @param request what of the request is kept, as JSON
     */
    public boolean cancel(UUID id, String request, Instant when) {
        return database.with(handle -> handle.createUpdate(
                                """
                                UPDATE dataset.import SET state = 'Cancelled', finished_at = :when, bytes_per_second = 0,
                                  request = :request::jsonb
                                WHERE id = :id AND state IN ('Waiting', 'Running', 'Failed')
                                """)
                        .bind("id", id)
                        .bind("request", request)
                        .bind("when", RowTimes.of(when))
                        .execute()
                == 1);
    }

    /** Lets a failed import whose upload is still open go on; whether there was such a one. */
    public boolean retry(UUID id) {
        return database.with(handle -> handle.createUpdate(
                                """
                                UPDATE dataset.import i SET state = 'Waiting', finished_at = NULL, attempts = 0,
                                  message = '', next_at = now(), lease_until = NULL
                                WHERE i.id = :id AND i.state = 'Failed' AND EXISTS (
                                  SELECT 1 FROM dataset.upload u WHERE u.id = i.upload_id AND u.state = 'Open')
                                """)
                        .bind("id", id)
                        .execute()
                == 1);
    }

    /** Forgets what imports had found whose uploads take no files any more. */
    public void forgetFiles() {
        var unused = database.with(
                handle -> handle.execute(
                        """
                DELETE FROM dataset.import_file f USING dataset.import i, dataset.upload u
                WHERE f.import_id = i.id AND u.id = i.upload_id AND u.state <> 'Open'
                  AND i.state IN ('Failed', 'Cancelled')
                """));
    }

    static ImportRow row(ResultSet row, StatementContext context) throws SQLException {
        return new ImportRow(
                row.getObject("id", UUID.class),
                row.getObject("dataset_id", UUID.class),
                row.getObject("upload_id", UUID.class),
                new ImportRow.Place(row.getString("namespace"), row.getString("name")),
                row.getString("request"),
                row.getString("creator"),
                RowTimes.read(row, "created_at"),
                RowTimes.maybe(row, "finished_at"),
                new ImportRow.Course(
                        State.valueOf(row.getString("state")),
                        row.getString("message"),
                        row.getInt("attempts"),
                        RowTimes.read(row, "next_at")),
                new Progress(
                        row.getBoolean("listed"),
                        row.getLong("files"),
                        row.getLong("files_done"),
                        row.getLong("bytes"),
                        row.getLong("bytes_done"),
                        row.getLong("bytes_per_second")));
    }
}

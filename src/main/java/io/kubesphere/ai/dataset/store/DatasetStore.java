package io.kubesphere.ai.dataset.store;

import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.kernel.storage.RowTimes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Records of datasets. */
@ApplicationScoped
public class DatasetStore {
    private final Database database;

    DatasetStore(Database database) {
        this.database = database;
    }

    /** Over a database, without CDI. */
    public static DatasetStore over(Database database) {
        return new DatasetStore(database);
    }

    /**
     * The record of a custom resource, made when there is none yet.
     *
     * @param found what the custom resource says; its id is for a new record
     * @param restores record of a deleted dataset of the same project and name to take up again
     */
    public DatasetRow ensure(DatasetRow found, Optional<UUID> restores) {
        var known = byUid(found.uid());
        if (known.isPresent()) {
            return known.get();
        }
        restores.ifPresent(id -> restore(id, found));
        var unused = database.with(handle -> handle.createUpdate(
                        """
                        INSERT INTO dataset.dataset (id, uid, namespace, name, creator, created_at, spec)
                        VALUES (:id, :uid, :namespace, :name, :creator, :createdAt, :spec::jsonb)
                        ON CONFLICT (uid) DO NOTHING
                        """)
                .bind("id", found.id())
                .bind("uid", UUID.fromString(found.uid()))
                .bind("namespace", found.namespace())
                .bind("name", found.name())
                .bind("creator", found.creator())
                .bind("createdAt", RowTimes.of(found.createdAt()))
                .bind("spec", found.spec())
                .execute());
        return byUid(found.uid()).orElseThrow();
    }

    private void restore(UUID id, DatasetRow by) {
        var unused = database.with(handle -> handle.createUpdate(
                        """
                        UPDATE dataset.dataset SET uid = :uid, deleted_at = NULL, purge_at = NULL
                        WHERE id = :id AND namespace = :namespace AND name = :name AND deleted_at IS NOT NULL
                          AND NOT EXISTS (SELECT 1 FROM dataset.dataset WHERE uid = :uid)
                        """)
                .bind("id", id)
                .bind("uid", UUID.fromString(by.uid()))
                .bind("namespace", by.namespace())
                .bind("name", by.name())
                .execute());
    }

    public Optional<DatasetRow> byUid(String uid) {
        return database.with(handle -> handle.createQuery("SELECT * FROM dataset.dataset WHERE uid = :uid")
                .bind("uid", UUID.fromString(uid))
                .map(DatasetStore::row)
                .findOne());
    }

    /** Notes that the custom resource is gone, with what is needed to bring it back until {@code purgeAt}. */
    public void deleted(String uid, String spec, Instant when, Instant purgeAt) {
        var unused = database.with(handle -> handle.createUpdate(
                        """
                        UPDATE dataset.dataset SET deleted_at = :when, purge_at = :purgeAt, spec = :spec::jsonb
                        WHERE uid = :uid AND deleted_at IS NULL
                        """)
                .bind("uid", UUID.fromString(uid))
                .bind("spec", spec)
                .bind("when", RowTimes.of(when))
                .bind("purgeAt", RowTimes.of(purgeAt))
                .execute());
    }

    /** Deleted datasets of a project that can be brought back, the last deleted first. */
    public List<DatasetRow> deletedOf(String namespace) {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT * FROM dataset.dataset WHERE namespace = :namespace AND purge_at IS NOT NULL
                        ORDER BY deleted_at DESC
                        """)
                .bind("namespace", namespace)
                .map(DatasetStore::row)
                .list());
    }

    /** Projects that have datasets, or had. */
    public List<String> projects() {
        return database.with(handle -> handle.createQuery("SELECT DISTINCT namespace FROM dataset.dataset")
                .mapTo(String.class)
                .list());
    }

    /** Records whose time to be brought back is over. */
    public List<DatasetRow> purgeable(Instant now) {
        return database.with(handle -> handle.createQuery("SELECT * FROM dataset.dataset WHERE purge_at <= :now")
                .bind("now", RowTimes.of(now))
                .map(DatasetStore::row)
                .list());
    }

    /** Whether the record is that of a dataset that is there. */
    static boolean isLive(Handle handle, UUID id) {
        return handle.createQuery("SELECT deleted_at IS NULL FROM dataset.dataset WHERE id = :id")
                .bind("id", id)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    static DatasetRow row(ResultSet row, StatementContext context) throws SQLException {
        return new DatasetRow(
                row.getObject("id", UUID.class),
                row.getString("uid"),
                row.getString("namespace"),
                row.getString("name"),
                row.getString("creator"),
                RowTimes.read(row, "created_at"),
                row.getString("spec"),
                RowTimes.maybe(row, "deleted_at"),
                RowTimes.maybe(row, "purge_at"));
    }
}

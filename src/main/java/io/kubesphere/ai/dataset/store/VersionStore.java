package io.kubesphere.ai.dataset.store;

import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.kernel.storage.RowTimes;
import io.kubesphere.ai.kernel.storage.SqlListing;
import io.kubesphere.ai.kernel.storage.SqlListing.Condition;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/** Records of versions. */
@ApplicationScoped
public class VersionStore {
    private static final String WITH_TAGS =
            """
            (SELECT v.*, array(SELECT t.name FROM dataset.tag t WHERE t.version_id = v.id ORDER BY t.name) AS tags
             FROM dataset.version v) AS version
            """;
    private static final SqlListing LISTING = new SqlListing(
            WITH_TAGS,
            Map.of("metadata.name", "name", "digest", "digest", "creator", "creator"),
            Map.of(ListQuery.BY_CREATION, "ordinal", ListQuery.BY_NAME, "name", "files", "files", "bytes", "bytes"),
            "id");

    private final Database database;

    VersionStore(Database database) {
        this.database = database;
    }

    /** Over a database, without CDI. */
    public static VersionStore over(Database database) {
        return new VersionStore(database);
    }

    /** The dataset's versions that are there. */
    public Page<VersionRow> page(UUID dataset, ListQuery query) {
        var live = new Condition("dataset_id = :dataset AND deleted_at IS NULL", Map.of("dataset", dataset));
        return database.with(handle -> LISTING.page(handle, live, query, VersionStore::row));
    }

    /** By name, deleted or not. */
    public Optional<VersionRow> find(UUID dataset, String name) {
        return one(dataset, "name = :name", name);
    }

    public Optional<VersionRow> byId(UUID id) {
        return database.with(handle -> handle.createQuery("SELECT * FROM " + WITH_TAGS + " WHERE id = :id")
                .bind("id", id)
                .map(VersionStore::row)
                .findOne());
    }

    public Optional<VersionRow> tagged(UUID dataset, String tag) {
        return one(dataset, "deleted_at IS NULL AND :name = ANY (tags)", tag);
    }

    public Optional<VersionRow> latest(UUID dataset) {
        return one(dataset, "deleted_at IS NULL AND :name = ''", "");
    }

    private Optional<VersionRow> one(UUID dataset, String condition, String name) {
        return database.with(handle -> handle.createQuery("SELECT * FROM " + WITH_TAGS
                        + " WHERE dataset_id = :dataset AND " + condition + " ORDER BY ordinal DESC LIMIT 1")
                .bind("dataset", dataset)
                .bind("name", name)
                .map(VersionStore::row)
                .findOne());
    }

    /** The dataset's versions that are deleted but can be brought back. */
    public Page<VersionRow> deleted(UUID dataset, ListQuery query) {
        var condition = new Condition(
                "dataset_id = :dataset AND deleted_at IS NOT NULL AND purged_at IS NULL", Map.of("dataset", dataset));
        return database.with(handle -> LISTING.page(handle, condition, query, VersionStore::row));
    }

    /** Deletes a version so that it can be brought back until {@code purgeAt}. */
    public void delete(UUID version, Instant when, Instant purgeAt) {
        var unused = database.with(handle -> handle.createUpdate(
                        """
                        UPDATE dataset.version SET deleted_at = :when, purge_at = :purgeAt
                        WHERE id = :id AND deleted_at IS NULL
                        """)
                .bind("id", version)
                .bind("when", RowTimes.of(when))
                .bind("purgeAt", RowTimes.of(purgeAt))
                .execute());
    }

    /** Whether it could be brought back: not any more when its files may be gone. */
    public boolean restore(UUID version) {
        return database.with(handle -> handle.createUpdate(
                                """
                                UPDATE dataset.version SET deleted_at = NULL, purge_at = NULL
                                WHERE id = :id AND purged_at IS NULL
                                """)
                        .bind("id", version)
                        .execute()
                == 1);
    }

    /** How many of the dataset's versions are there. */
    public int count(UUID dataset) {
        return database.with(handle -> handle.createQuery(
                        "SELECT count(*) FROM dataset.version WHERE dataset_id = :dataset AND deleted_at IS NULL")
                .bind("dataset", dataset)
                .mapTo(Integer.class)
                .one());
    }

    /** Names of datasets whose versions have come or gone since then. */
    public List<Changed> changedSince(Instant then) {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT DISTINCT d.namespace, d.name FROM dataset.version v
                        JOIN dataset.dataset d ON d.id = v.dataset_id
                        WHERE greatest(v.created_at, v.deleted_at) >= :then
                        """)
                .bind("then", RowTimes.of(then))
                .map((row, context) -> new Changed(row.getString("namespace"), row.getString("name")))
                .list());
    }

    /** A dataset by its name. */
    public record Changed(String namespace, String name) {}

    static VersionRow row(ResultSet row, StatementContext context) throws SQLException {
        return new VersionRow(
                row.getObject("id", UUID.class),
                row.getObject("dataset_id", UUID.class),
                row.getString("name"),
                row.getString("digest"),
                row.getLong("files"),
                row.getLong("bytes"),
                row.getString("description"),
                row.getString("creator"),
                RowTimes.read(row, "created_at"),
                List.of((String[]) row.getArray("tags").getArray()),
                new VersionRow.Ending(
                        RowTimes.maybe(row, "deleted_at"),
                        RowTimes.maybe(row, "purge_at"),
                        RowTimes.maybe(row, "purged_at")),
                row.getString("space"));
    }
}

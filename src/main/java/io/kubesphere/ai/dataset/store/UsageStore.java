package io.kubesphere.ai.dataset.store;

import io.kubesphere.ai.dataset.VersionUse;
import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.kernel.storage.RowTimes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Who used which version. */
@ApplicationScoped
public class UsageStore {
    private final Database database;

    UsageStore(Database database) {
        this.database = database;
    }

    /** Over a database, without CDI. */
    public static UsageStore over(Database database) {
        return new UsageStore(database);
    }

    /**
     * Notes a use of the version with this name in the newest dataset of this name; whether its files are still there.
     */
    public boolean begin(String project, String dataset, String version, VersionUse use) {
        return database.with(handle -> handle.createUpdate(
                                """
                                INSERT INTO dataset.usage (version_id, kind, uid, namespace, name, since)
                                SELECT v.id, :kind, :uid, :namespace, :name, :since
                                FROM dataset.version v JOIN dataset.dataset d ON d.id = v.dataset_id
                                WHERE d.namespace = :project AND d.name = :dataset AND v.name = :version
                                  AND v.purged_at IS NULL
                                ORDER BY v.ordinal DESC LIMIT 1
                                ON CONFLICT (version_id, kind, uid) DO UPDATE SET ended_at = NULL
                                """)
                        .bind("project", project)
                        .bind("dataset", dataset)
                        .bind("version", version)
                        .bind("kind", use.kind())
                        .bind("uid", use.uid())
                        .bind("namespace", use.namespace())
                        .bind("name", use.name())
                        .bind("since", RowTimes.of(use.since()))
                        .execute()
                == 1);
    }

    public void end(String kind, String uid, Instant when) {
        var unused = database.with(handle -> handle.createUpdate(
                        """
                        UPDATE dataset.usage SET ended_at = :when
                        WHERE kind = :kind AND uid = :uid AND ended_at IS NULL
                        """)
                .bind("kind", kind)
                .bind("uid", uid)
                .bind("when", RowTimes.of(when))
                .execute());
    }

    /** Those who use it now first, then the latest; at most a thousand. */
    public List<VersionUse> of(UUID version) {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT * FROM dataset.usage WHERE version_id = :version
                        ORDER BY ended_at IS NOT NULL, since DESC, uid LIMIT 1000
                        """)
                .bind("version", version)
                .map((row, context) -> new VersionUse(
                        row.getString("kind"),
                        row.getString("uid"),
                        row.getString("namespace"),
                        row.getString("name"),
                        RowTimes.read(row, "since"),
                        RowTimes.maybe(row, "ended_at")))
                .list());
    }
}

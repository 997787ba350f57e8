package io.kubesphere.ai.dataset.store;

import io.kubesphere.ai.kernel.storage.RowTimes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Gives up versions whose time is over, that nobody uses and that no open upload has begun with. Versions are locked first and
 * looked at by a second statement: who begins an upload or a use at that moment is waited for, and then seen.
 */
final class VersionPurge {
    private VersionPurge() {}

    /** Answers how many were given up. */
    static int of(Handle handle, String project, Instant now) {
        return handle.inTransaction(each -> purge(each, locked(each, project, now), now));
    }

    private static List<UUID> locked(Handle handle, String project, Instant now) {
        return handle.createQuery(
                        """
                        SELECT v.id FROM dataset.version v JOIN dataset.dataset d ON d.id = v.dataset_id
                        WHERE d.namespace = :project AND v.purged_at IS NULL AND (v.purge_at <= :now OR d.purge_at <= :now)
                        FOR UPDATE OF v
                        """)
                .bind("project", project)
                .bind("now", RowTimes.of(now))
                .mapTo(UUID.class)
                .list();
    }

    private static int purge(Handle handle, List<UUID> due, Instant now) {
        return handle.createUpdate(
                        """
                        UPDATE dataset.version v SET purged_at = :now, deleted_at = coalesce(v.deleted_at, :now)
                        FROM dataset.dataset d
                        WHERE v.id = ANY (:due) AND d.id = v.dataset_id AND (v.purge_at <= :now OR d.purge_at <= :now)
                          AND NOT EXISTS (SELECT 1 FROM dataset.usage u
                                          WHERE u.version_id = v.id AND u.ended_at IS NULL)
                          AND NOT EXISTS (SELECT 1 FROM dataset.upload u WHERE u.dataset_id = v.dataset_id
                                          AND u.base = v.name AND u.state = 'Open')
                        """)
                .bind("due", due.toArray(UUID[]::new))
                .bind("now", RowTimes.of(now))
                .execute();
    }
}

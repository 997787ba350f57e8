package io.kubesphere.ai.dataset.store;

import io.kubesphere.ai.kernel.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;

/** How much lies in a space. */
@ApplicationScoped
public class SpaceStore {
    private final Database database;

    SpaceStore(Database database) {
        this.database = database;
    }

    /** Over a database, without CDI. */
    public static SpaceStore over(Database database) {
        return new SpaceStore(database);
    }

    /**
     * Bytes as the last collection has measured them, and what uploads have brought since: never less than there is,
     * but more while uploads bring what is there already.
     */
    public long used(String space) {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT coalesce(max(s.bytes), 0) + coalesce((
                          SELECT sum(f.size) FROM dataset.upload_file f JOIN dataset.upload u ON u.id = f.upload_id
                          WHERE f.space = :space AND f.brought
                            AND coalesce(u.closed_at, 'infinity') > coalesce(max(s.measured_at), '-infinity')), 0)
                        FROM dataset.space s WHERE s.space = :space
                        """)
                .bind("space", space)
                .mapTo(Long.class)
                .one());
    }
}

package io.kubesphere.ai.dataset.store;

import io.kubesphere.ai.dataset.Tag;
import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.kernel.storage.RowTimes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Tags of datasets. */
@ApplicationScoped
public class TagStore {
    private final Database database;

    TagStore(Database database) {
        this.database = database;
    }

    /** Over a database, without CDI. */
    public static TagStore over(Database database) {
        return new TagStore(database);
    }

    public List<Tag> of(UUID dataset) {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT t.name, v.name AS version, t.creator, t.moved_at
                        FROM dataset.tag t JOIN dataset.version v ON v.id = t.version_id
                        WHERE t.dataset_id = :dataset ORDER BY t.name
                        """)
                .bind("dataset", dataset)
                .map((row, context) -> new Tag(
                        row.getString("name"),
                        row.getString("version"),
                        row.getString("creator"),
                        RowTimes.read(row, "moved_at")))
                .list());
    }

    public void point(UUID dataset, UUID version, Tag tag) {
        var unused = database.with(handle -> {
            point(handle, dataset, version, tag);
            return true;
        });
    }

    static void point(Handle handle, UUID dataset, UUID version, Tag tag) {
        handle.createUpdate(
                        """
                        INSERT INTO dataset.tag (dataset_id, name, version_id, creator, moved_at)
                        VALUES (:dataset, :name, :version, :creator, :movedAt)
                        ON CONFLICT (dataset_id, name) DO UPDATE SET version_id = excluded.version_id,
                          creator = excluded.creator, moved_at = excluded.moved_at
                        """)
                .bind("dataset", dataset)
                .bind("name", tag.name())
                .bind("version", version)
                .bind("creator", tag.creator())
                .bind("movedAt", RowTimes.of(tag.movedAt()))
                .execute();
    }

    /** Whether there was one. */
    public boolean remove(UUID dataset, String tag) {
        return database.with(
                handle -> handle.createUpdate("DELETE FROM dataset.tag WHERE dataset_id = :dataset AND name = :name")
                                .bind("dataset", dataset)
                                .bind("name", tag)
                                .execute()
                        == 1);
    }
}

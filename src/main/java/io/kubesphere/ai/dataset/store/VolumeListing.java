package io.kubesphere.ai.dataset.store;

import io.kubesphere.ai.dataset.store.ImportFiles.Expected;
import io.kubesphere.ai.kernel.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.UUID;

/** What a pod has found on a volume, among the files of its import. Each statement can be repeated. */
@ApplicationScoped
public class VolumeListing {
    private final Database database;

    VolumeListing(Database database) {
        this.database = database;
    }

    /** Over a database, without CDI. */
    public static VolumeListing over(Database database) {
        return new VolumeListing(database);
    }

    /** Forgets what was listed; digests that are known stay known. */
    public void begin(UUID id) {
        var unused = database.transaction(handle -> {
            handle.execute("DELETE FROM dataset.import_file WHERE import_id = ?", id);
            return handle.execute(
                    "UPDATE dataset.import SET listed = false, files = 0, bytes = 0, files_done = 0, bytes_done = 0"
                            + " WHERE id = ?",
                    id);
        });
    }

    /** Notes files; how many have been noted. Where a pod that seemed dead lists too, the later word counts. */
    public long add(UUID id, Collection<Expected> files) {
        return database.transaction(handle -> {
            handle.createUpdate(
                            """
                            INSERT INTO dataset.import_file (import_id, path, location, size, stamp)
                            SELECT :id, f.path, f.path, f.size, f.stamp
                            FROM unnest(:paths, :sizes, :stamps) AS f (path, size, stamp)
                            ON CONFLICT (import_id, path) DO UPDATE
                              SET size = excluded.size, stamp = excluded.stamp, done = false
                            """)
                    .bind("id", id)
                    .bind("paths", files.stream().map(Expected::path).toArray(String[]::new))
                    .bind("sizes", files.stream().map(Expected::size).toArray(Long[]::new))
                    .bind("stamps", files.stream().map(Expected::stamp).toArray(String[]::new))
                    .execute();
            return handle.createQuery("UPDATE dataset.import SET files = files + :more WHERE id = :id RETURNING files")
                    .bind("id", id)
                    .bind("more", files.size())
                    .mapTo(Long.class)
                    .one();
        });
    }

    /** Takes out of the upload what an earlier listing had and this one has not. */
    public void dropOthers(UUID id) {
        var unused = database.with(handle -> handle.execute(
                """
                DELETE FROM dataset.upload_file u USING dataset.import i
                WHERE i.id = ? AND u.upload_id = i.upload_id AND NOT EXISTS (
                  SELECT 1 FROM dataset.import_file f WHERE f.import_id = i.id AND f.path = u.path)
                """,
                id));
    }

    /** Notes that digests of these files are known, and the sizes with which they were read. */
    public void arrived(UUID id, Collection<StagedFile> files) {
        var unused = database.with(handle -> handle.createUpdate(
                        """
                        UPDATE dataset.import_file f SET done = true, size = r.size
                        FROM unnest(:paths, :sizes) AS r (path, size)
                        WHERE f.import_id = :id AND f.path = r.path COLLATE "C"
                        """)
                .bind("id", id)
                .bind("paths", files.stream().map(StagedFile::path).toArray(String[]::new))
                .bind("sizes", files.stream().map(StagedFile::size).toArray(Long[]::new))
                .execute());
    }

    /** Whether everything has been listed and read. */
    public boolean isWhole(UUID id) {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT i.listed AND NOT EXISTS (
                          SELECT 1 FROM dataset.import_file f WHERE f.import_id = i.id AND NOT f.done)
                        FROM dataset.import i WHERE i.id = :id
                        """)
                .bind("id", id)
                .mapTo(Boolean.class)
                .one());
    }
}

package io.kubesphere.ai.dataset.store;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What an import has found at its source, and what of it has arrived. */
@ApplicationScoped
public class ImportFiles {
    private final Database database;

    ImportFiles(Database database) {
        this.database = database;
    }

    /** Over a database, without CDI. */
    public static ImportFiles over(Database database) {
        return new ImportFiles(database);
    }

    /**
     * A file that is to come.
     *
     * @param location in the source's words
     * @param size negative when it is not known
     * @param stamp changes with the content; empty when there is none
     * @param piecewise the file in pieces that it has become, once it has
     */
    public record Expected(String path, String location, long size, String stamp, Optional<String> piecewise) {}

    /** Files and bytes; those of unknown size have none. */
    public record Totals(long files, long bytes) {}

    /** Forgets a listing that was not finished. */
    public void clear(UUID id) {
        var unused = database.with(handle -> handle.execute("DELETE FROM dataset.import_file WHERE import_id = ?", id));
    }

    /** Notes files of a listing; a 422 when two would have one path. */
    public void add(UUID id, Collection<Expected> files) {
        var added = database.with(handle -> handle.createUpdate(
                        """
                        INSERT INTO dataset.import_file (import_id, path, location, size, stamp)
                        SELECT :id, f.path, f.location, f.size, f.stamp
                        FROM unnest(:paths, :locations, :sizes, :stamps) AS f (path, location, size, stamp)
                        ON CONFLICT (import_id, path) DO NOTHING
                        """)
                .bind("id", id)
                .bind("paths", files.stream().map(Expected::path).toArray(String[]::new))
                .bind("locations", files.stream().map(Expected::location).toArray(String[]::new))
                .bind("sizes", files.stream().map(Expected::size).toArray(Long[]::new))
                .bind("stamps", files.stream().map(Expected::stamp).toArray(String[]::new))
                .execute());
        if (added != files.size()) {
            throw Problem.of(
                    Problem.Code.INVALID, "two files of the source would have the same path; import them apart");
        }
    }

    /** Notes that the listing is whole. */
    public Totals listed(UUID id) {
        return database.transaction(handle -> {
            var totals = handle.createQuery(
                            """
                            SELECT count(*) AS files, coalesce(sum(greatest(size, 0)), 0) AS bytes
                            FROM dataset.import_file WHERE import_id = :id
                            """)
                    .bind("id", id)
                    .map((row, context) -> new Totals(row.getLong("files"), row.getLong("bytes")))
                    .one();
            handle.execute(
                    "UPDATE dataset.import SET listed = true, files = ?, bytes = ? WHERE id = ?",
                    totals.files(),
                    totals.bytes(),
                    id);
            return totals;
        });
    }

    /** What has arrived. */
    public Totals done(UUID id) {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT count(*) AS files, coalesce(sum(greatest(size, 0)), 0) AS bytes
                        FROM dataset.import_file WHERE import_id = :id AND done
                        """)
                .bind("id", id)
                .map((row, context) -> new Totals(row.getLong("files"), row.getLong("bytes")))
                .one());
    }

    /** Files that have not arrived, in the order of paths, after a path (or ""). */
    public List<Expected> pending(UUID id, String after, int limit) {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT * FROM dataset.import_file WHERE import_id = :id AND NOT done AND path > :after
                        ORDER BY path LIMIT :limit
                        """)
                .bind("id", id)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new Expected(
                        row.getString("path"),
                        row.getString("location"),
                        row.getLong("size"),
                        row.getString("stamp"),
                        Optional.ofNullable(row.getString("piecewise_id"))))
                .list());
    }

    /** Notes that the file comes in pieces, so that another runner goes on with those. */
    public void comesInPieces(UUID id, String path, String piecewise) {
        var unused = database.with(handle -> handle.execute(
                "UPDATE dataset.import_file SET piecewise_id = ?::uuid WHERE import_id = ? AND path = ?",
                piecewise,
                id,
                path));
    }

    /** Notes that the file has arrived; what the source did not say of its size is known now. */
    public void arrived(UUID id, String path, long size) {
        var unused = database.transaction(handle -> {
            handle.execute(
                    "UPDATE dataset.import SET bytes = bytes + ? WHERE id = ? AND EXISTS (SELECT 1 FROM dataset.import_file"
                            + " f WHERE f.import_id = ? AND f.path = ? AND f.size < 0 AND NOT f.done)",
                    size,
                    id,
                    id,
                    path);
            return handle.execute(
                    "UPDATE dataset.import_file SET done = true, size = CASE WHEN size < 0 THEN ? ELSE size END"
                            + " WHERE import_id = ? AND path = ?",
                    size,
                    id,
                    path);
        });
    }
}

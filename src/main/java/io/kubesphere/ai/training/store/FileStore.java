package io.kubesphere.ai.training.store;

import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.training.ReportedFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which files programs have logged and where their bytes lie. */
@ApplicationScoped
public class FileStore {
    private final Database database;

    FileStore(Database database) {
        this.database = database;
    }

    /** How much the files of a run and of all below it are. */
    public record Amount(long files, long bytes) {}

    public Amount amount(UUID root) {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT count(*) AS files, coalesce(sum(bytes), 0) AS bytes
                        FROM training.reported_file WHERE root = :root
                        """)
                .bind("root", root)
                .map((row, context) -> new Amount(row.getLong("files"), row.getLong("bytes")))
                .one());
    }

    /** Notes where a file lies, and answers where it lay before. */
    public Optional<String> put(UUID root, ReportedFile file, String object) {
        return database.transaction(handle -> {
            var before = handle.createQuery(
                            """
                            SELECT object FROM training.reported_file
                            WHERE root = :root AND owner = :owner AND path = :path FOR UPDATE
                            """)
                    .bind("root", root)
                    .bind("owner", file.owner())
                    .bind("path", file.path())
                    .mapTo(String.class)
                    .findOne();
            handle.createUpdate(
                            """
                            INSERT INTO training.reported_file (root, owner, path, object, bytes, stored_at)
                            VALUES (:root, :owner, :path, :object, :bytes, :storedAt)
                            ON CONFLICT (root, owner, path) DO UPDATE SET object = excluded.object,
                              bytes = excluded.bytes, stored_at = excluded.stored_at
                            """)
                    .bind("root", root)
                    .bind("owner", file.owner())
                    .bind("path", file.path())
                    .bind("object", object)
                    .bind("bytes", file.bytes())
                    .bind("storedAt", file.storedAt().atOffset(ZoneOffset.UTC))
                    .execute();
            return before;
        });
    }

    /** Where a file lies. */
    public Optional<String> object(UUID root, String owner, String path) {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT object FROM training.reported_file
                        WHERE root = :root AND owner = :owner AND path = :path
                        """)
                .bind("root", root)
                .bind("owner", owner)
                .bind("path", path)
                .mapTo(String.class)
                .findOne());
    }

    /** By owner and path. */
    public List<ReportedFile> list(UUID root) {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT owner, path, bytes, stored_at FROM training.reported_file
                        WHERE root = :root ORDER BY owner, path
                        """)
                .bind("root", root)
                .map((row, context) -> new ReportedFile(
                        row.getString("owner"),
                        row.getString("path"),
                        row.getLong("bytes"),
                        row.getTimestamp("stored_at").toInstant()))
                .list());
    }

    /** Forgets a file, or all below a directory, and answers where they lay. */
    public List<String> remove(UUID root, String owner, String path) {
        return database.with(handle -> handle.createQuery(
                        """
                        DELETE FROM training.reported_file WHERE root = :root AND owner = :owner
                          AND (:path = '' OR path = :path OR starts_with(path, :path || '/')) RETURNING object
                        """)
                .bind("root", root)
                .bind("owner", owner)
                .bind("path", path)
                .mapTo(String.class)
                .list());
    }
}

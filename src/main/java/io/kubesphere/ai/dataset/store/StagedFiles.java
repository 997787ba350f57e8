package io.kubesphere.ai.dataset.store;

import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.Manifest;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Files of uploads. A file is claimed before its content is put into the store, or trusted to be there already. */
@ApplicationScoped
public class StagedFiles {
    private final Database database;

    StagedFiles(Database database) {
        this.database = database;
    }

    /** Over a database, without CDI. */
    public static StagedFiles over(Database database) {
        return new StagedFiles(database);
    }

    /**
     * Claims contents for files of an open upload: from now on a collection leaves them alone. Waits for a collection
     * that is deleting in this space at the moment; what it has deleted is seen to be absent afterwards.
     */
    public void claim(UUID upload, String space, Collection<StagedFile> files) {
        var unused = database.transaction(handle -> {
            UploadStore.requireOpen(handle, upload, space);
            collision(handle, upload, files).ifPresent(problem -> {
                throw problem;
            });
            return insert(handle, upload, space, files);
        });
    }

    private static int insert(Handle handle, UUID upload, String space, Collection<StagedFile> files) {
        return Columns.bind(
                        handle.createUpdate(
                                """
                        INSERT INTO dataset.upload_file (upload_id, space, path, folded, size, digest, stored, brought)
                        SELECT :upload, :space, f.path, f.folded, f.size, decode(f.digest, 'hex'), false, true
                        FROM unnest(:paths, :folded, :sizes, :digests) AS f (path, folded, size, digest)
                        ON CONFLICT (upload_id, path) DO UPDATE SET size = excluded.size, digest = excluded.digest,
                          brought = true, stored = upload_file.stored AND upload_file.digest = excluded.digest
                        """),
                        files)
                .bind("upload", upload)
                .bind("space", space)
                .execute();
    }

    /** Fills an upload that nobody knows yet with files of a version, which protects their contents meanwhile. */
    static int copy(Handle handle, UUID upload, String space, Collection<StagedFile> files) {
        return Columns.bind(
                        handle.createUpdate(
                                """
                        INSERT INTO dataset.upload_file (upload_id, space, path, folded, size, digest, stored, brought)
                        SELECT :upload, :space, f.path, f.folded, f.size, decode(f.digest, 'hex'), true, false
                        FROM unnest(:paths, :folded, :sizes, :digests) AS f (path, folded, size, digest)
                        """),
                        files)
                .bind("upload", upload)
                .bind("space", space)
                .execute();
    }

    // Written so that the planner, who does not know how large an upload has become, cannot but look files up one by
    // one.

    /** A path that differs from a stored one by case only would be the same file for some users. */
    private static Optional<Problem> collision(Handle handle, UUID upload, Collection<StagedFile> files) {
        return Columns.bind(
                        handle.createQuery(
                                """
                        SELECT f.path, u.path AS other
                        FROM unnest(:paths, :folded, :sizes, :digests) AS f (path, folded, size, digest)
                        CROSS JOIN LATERAL (
                          SELECT path FROM dataset.upload_file
                          WHERE upload_id = :upload AND folded = f.folded COLLATE "C" LIMIT 1) u
                        WHERE u.path <> f.path COLLATE "C" LIMIT 1
                        """),
                        files)
                .bind("upload", upload)
                .map((row, context) -> Problem.invalid(
                        "path",
                        List.of(Problem.Cause.invalid(
                                row.getString("path"), "differs only by case from " + row.getString("other")))))
                .findOne();
    }

    /** Notes that contents that were claimed are in the store; a 409 when a path has been claimed for another since. */
    public void stored(UUID upload, Collection<StagedFile> files) {
        var noted = database.with(handle -> Columns.bind(
                        handle.createUpdate(
                                """
                        UPDATE dataset.upload_file u SET stored = true
                        FROM unnest(:paths, :folded, :sizes, :digests) AS f (path, folded, size, digest)
                        WHERE u.upload_id = :upload AND u.path = ANY (:paths) AND u.path = f.path COLLATE "C"
                          AND u.digest = decode(f.digest, 'hex')
                        """),
                        files)
                .bind("upload", upload)
                .execute());
        if (noted != files.size()) {
            throw Problem.of(
                    Problem.Code.CONFLICT, "another content was sent to the same path meanwhile, or it was removed");
        }
    }

    /** Whether there was such a file. */
    public boolean remove(UUID upload, String path) {
        return database.transaction(handle -> {
            UploadStore.requireOpen(handle, upload);
            return handle.createUpdate("DELETE FROM dataset.upload_file WHERE upload_id = :upload AND path = :path")
                            .bind("upload", upload)
                            .bind("path", path)
                            .execute()
                    == 1;
        });
    }

    /** Stored files in the order of paths; the query's name is a part of the path. */
    public Page<Manifest.File> page(UUID upload, ListQuery query) {
        return database.with(handle -> {
            var total = handle.createQuery(
                            """
                            SELECT count(*) FROM dataset.upload_file
                            WHERE upload_id = :upload AND stored AND position(:part in folded) > 0
                            """)
                    .bind("upload", upload)
                    .bind("part", query.name().toLowerCase(Locale.ROOT))
                    .mapTo(Long.class)
                    .one();
            var items = handle.createQuery(
                            """
                            SELECT * FROM dataset.upload_file
                            WHERE upload_id = :upload AND stored AND position(:part in folded) > 0
                            ORDER BY path LIMIT :limit OFFSET :offset
                            """)
                    .bind("upload", upload)
                    .bind("part", query.name().toLowerCase(Locale.ROOT))
                    .bind("limit", query.limit())
                    .bind("offset", query.offset())
                    .map(StagedFiles::file)
                    .list();
            return new Page<>(items, total);
        });
    }

    static Manifest.File file(ResultSet row, StatementContext context) throws SQLException {
        var digest = new Digest(HexFormat.of().formatHex(row.getBytes("digest")));
        return new StagedFile(row.getString("path"), row.getLong("size"), digest).file();
    }
}

package io.kubesphere.ai.dataset.store;

import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.Manifest;
import io.kubesphere.ai.kernel.content.TreePath;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The files of an upload in the order of manifests, checked on the way: all must have arrived, and none may be a directory too.
 * In this order the files of a directory follow each other, so each directory is looked for once, many with one statement.
 */
final class CommittedFiles implements Iterator<Manifest.File>, AutoCloseable {
    private static final int ROWS_AT_ONCE = 5000;
    private static final int DIRECTORIES_AT_ONCE = 1000;

    private final Handle handle;
    private final UUID upload;
    private final ResultIterator<Row> rows;
    private final List<String> directories = new ArrayList<>();
    private String last = "";

    CommittedFiles(Handle handle, UUID upload) {
        this.handle = handle;
        this.upload = upload;
        this.rows = handle.createQuery(
                        """
                        SELECT path, size, digest, stored FROM dataset.upload_file
                        WHERE upload_id = :upload ORDER BY path
                        """)
                .bind("upload", upload)
                .setFetchSize(ROWS_AT_ONCE)
                .map(CommittedFiles::row)
                .iterator();
    }

    private record Row(Manifest.File file, boolean stored) {}

    private static Row row(ResultSet row, StatementContext context) throws SQLException {
        var digest = new Digest(HexFormat.of().formatHex(row.getBytes("digest")));
        var file = new StagedFile(row.getString("path"), row.getLong("size"), digest).file();
        return new Row(file, row.getBoolean("stored"));
    }

    @Override
    public boolean hasNext() {
        if (rows.hasNext()) {
            return true;
        }
        requireNoFiles();
        return false;
    }

    @Override
    public Manifest.File next() {
        var row = rows.next();
        var path = row.file().path();
        if (!row.stored()) {
            throw Problem.of(
                    Problem.Code.CONFLICT,
                    "%s has not arrived completely; wait for it, send it again, or remove it",
                    path);
        }
        noteDirectories(path);
        last = path;
        return row.file();
    }

    /** Those of the path that the path before was not in. */
    private void noteDirectories(String path) {
        for (var slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (!last.regionMatches(0, path, 0, slash + 1)) {
                directories.add(TreePath.folded(path.substring(0, slash)));
            }
        }
        if (directories.size() >= DIRECTORIES_AT_ONCE) {
            requireNoFiles();
        }
    }

    /** A file whose name is also a directory cannot be laid out. */
    private void requireNoFiles() {
        if (directories.isEmpty()) {
            return;
        }
        handle.createQuery(
                        """
                        SELECT f.path FROM unnest(:directories) AS d (name) CROSS JOIN LATERAL (
                          SELECT path FROM dataset.upload_file
                          WHERE upload_id = :upload AND folded = d.name COLLATE "C" LIMIT 1) f
                        LIMIT 1
                        """)
                .bind("directories", directories.toArray(String[]::new))
                .bind("upload", upload)
                .mapTo(String.class)
                .findOne()
                .ifPresent(path -> {
                    throw Problem.invalid(
                            "path", List.of(Problem.Cause.invalid(path, "is a file and a directory at once")));
                });
        directories.clear();
    }

    @Override
    public void close() {
        rows.close();
    }
}

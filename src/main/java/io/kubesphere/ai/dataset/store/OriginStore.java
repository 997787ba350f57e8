package io.kubesphere.ai.dataset.store;

import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.StatementContext;

/** Files of versions that stay where they are: in which bucket or on which volume, under which key, and how a change is seen. */
@ApplicationScoped
public class OriginStore {
    /** Copies of one content that are tried one after the other. */
    private static final int MOST_COPIES = 5;

    private final Database database;

    OriginStore(Database database) {
        this.database = database;
    }

    /** Over a database, without CDI. */
    public static OriginStore over(Database database) {
        return new OriginStore(database);
    }

    /**
     * A file as it was read.
     *
     * @param location in the source's words
     * @param stamp changes with the content
     * @param revision by which the source keeps this content, where it does
     */
    public record Known(String location, long size, String stamp, Optional<String> revision, Digest digest) {}

    /** A file and the bucket it lies in, as JSON. */
    public record Placed(String bucket, Known file) {}

    /**
     * Begins a snapshot.
     *
     * @param bucket as JSON
     */
    public void begin(UUID upload, String space, String bucket) {
        var unused = database.with(handle -> handle.execute(
                "INSERT INTO dataset.origin (upload_id, space, bucket) VALUES (?, ?, ?::jsonb)",
                upload,
                space,
                bucket));
    }

    /** The bucket of a snapshot, as JSON; empty when the upload is none. */
    public Optional<String> bucket(UUID upload) {
        return database.with(handle -> handle.createQuery("SELECT bucket FROM dataset.origin WHERE upload_id = :upload")
                .bind("upload", upload)
                .mapTo(String.class)
                .findOne());
    }

    /** What an earlier snapshot of the dataset has read of the same bucket at this place with this stamp and size. */
    public Optional<Known> known(UUID upload, String location, String stamp, long size) {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT f.* FROM dataset.origin mine
                        JOIN dataset.origin o ON o.space = mine.space
                          AND o.bucket -> 'bucket' = mine.bucket -> 'bucket'
                          AND o.bucket -> 'endpoint' IS NOT DISTINCT FROM mine.bucket -> 'endpoint'
                        JOIN dataset.origin_file f ON f.upload_id = o.upload_id
                        WHERE mine.upload_id = :upload AND md5(f.location) = md5(:location) AND f.location = :location
                          AND f.stamp = :stamp AND f.size = :size
                        LIMIT 1
                        """)
                .bind("upload", upload)
                .bind("location", location)
                .bind("stamp", stamp)
                .bind("size", size)
                .map(OriginStore::row)
                .findOne());
    }

    /** What earlier snapshots of the same volume have read of these files, by their paths. */
    public Map<String, Known> known(UUID upload, Collection<ImportFiles.Expected> files) {
        return database.with(handle -> handle
                .createQuery(
                        """
                        SELECT DISTINCT ON (w.path) f.*
                        FROM unnest(:paths, :sizes, :stamps) AS w (path, size, stamp)
                        JOIN dataset.origin mine ON mine.upload_id = :upload
                        JOIN dataset.origin_file f ON md5(f.location) = md5(w.path) AND f.location = w.path
                          AND f.stamp = w.stamp AND f.size = w.size
                        JOIN dataset.origin o ON o.upload_id = f.upload_id AND o.space = mine.space
                        WHERE w.stamp <> ''
                        """)
                .bind("upload", upload)
                .bind("paths", files.stream().map(ImportFiles.Expected::path).toArray(String[]::new))
                .bind("sizes", files.stream().map(ImportFiles.Expected::size).toArray(Long[]::new))
                .bind("stamps", files.stream().map(ImportFiles.Expected::stamp).toArray(String[]::new))
                .map(OriginStore::row)
                .stream()
                .collect(Collectors.toMap(Known::location, known -> known)));
    }

    /** Notes files of a snapshot whose locations are their paths; again is harmless. */
    public void addAll(UUID upload, Collection<Known> files) {
        var unused = database.with(handle -> handle.createUpdate(
                        """
                        INSERT INTO dataset.origin_file (upload_id, path, location, size, stamp, digest)
                        SELECT :upload, f.path, f.path, f.size, f.stamp, decode(f.digest, 'hex')
                        FROM unnest(:paths, :sizes, :stamps, :digests) AS f (path, size, stamp, digest)
                        ON CONFLICT (upload_id, path) DO UPDATE
                          SET size = excluded.size, stamp = excluded.stamp, digest = excluded.digest
                        """)
                .bind("upload", upload)
                .bind("paths", files.stream().map(Known::location).toArray(String[]::new))
                .bind("sizes", files.stream().map(Known::size).toArray(Long[]::new))
                .bind("stamps", files.stream().map(Known::stamp).toArray(String[]::new))
                .bind(
                        "digests",
                        files.stream().map(known -> known.digest().hex()).toArray(String[]::new))
                .execute());
    }

    /** The bucket or volume of a space's snapshots, as JSON. */
    public Optional<String> place(String space) {
        return database.with(
                handle -> handle.createQuery("SELECT bucket FROM dataset.origin WHERE space = :space LIMIT 1")
                        .bind("space", space)
                        .mapTo(String.class)
                        .findOne());
    }

    /** Notes a file of a snapshot; again is harmless. */
    public void add(UUID upload, String path, Known file) {
        var unused = database.with(handle -> handle.createUpdate(
                        """
                        INSERT INTO dataset.origin_file (upload_id, path, location, size, stamp, revision, digest)
                        VALUES (:upload, :path, :location, :size, :stamp, :revision, decode(:digest, 'hex'))
                        ON CONFLICT (upload_id, path) DO UPDATE SET location = excluded.location, size = excluded.size,
                          stamp = excluded.stamp, revision = excluded.revision, digest = excluded.digest
                        """)
                .bind("upload", upload)
                .bind("path", path)
                .bind("location", file.location())
                .bind("size", file.size())
                .bind("stamp", file.stamp())
                .bind("revision", file.revision().orElse(null))
                .bind("digest", file.digest().hex())
                .execute());
    }

    /** Where the content lies, as the latest snapshots have found it. */
    public List<Placed> find(String space, Digest digest) {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT f.*, o.bucket FROM dataset.origin_file f
                        JOIN dataset.origin o ON o.upload_id = f.upload_id
                        JOIN dataset.upload u ON u.id = f.upload_id
                        WHERE f.digest = decode(:digest, 'hex') AND o.space = :space
                        ORDER BY u.created_at DESC, f.path LIMIT :most
                        """)
                .bind("digest", digest.hex())
                .bind("space", space)
                .bind("most", MOST_COPIES)
                .map((row, context) -> new Placed(row.getString("bucket"), row(row, context)))
                .list());
    }

    private static Known row(ResultSet row, StatementContext context) throws SQLException {
        return new Known(
                row.getString("location"),
                row.getLong("size"),
                row.getString("stamp"),
                Optional.ofNullable(row.getString("revision")),
                new Digest(HexFormat.of().formatHex(row.getBytes("digest"))));
    }
}

package io.kubesphere.ai.dataset.store;

import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.kernel.storage.PartedPuts.Part;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Records of files that arrive in pieces. */
@ApplicationScoped
public class PieceStore {
    private final Database database;

    PieceStore(Database database) {
        this.database = database;
    }

    /** Over a database, without CDI. */
    public static PieceStore over(Database database) {
        return new PieceStore(database);
    }

    public void begin(PiecewiseRow file) {
        var unused = database.transaction(handle -> {
            UploadStore.requireOpen(handle, file.uploadId());
            return handle.createUpdate(
                            """
                            INSERT INTO dataset.piecewise (id, upload_id, path, size, piece_size, object_key, parts_id)
                            VALUES (:id, :upload, :path, :size, :pieceSize, :objectKey, :partsId)
                            """)
                    .bind("id", file.id())
                    .bind("upload", file.uploadId())
                    .bind("path", file.path())
                    .bind("size", file.size())
                    .bind("pieceSize", file.pieceSize())
                    .bind("objectKey", file.objectKey())
                    .bind("partsId", file.partsId())
                    .execute();
        });
    }

    public Optional<PiecewiseRow> find(UUID upload, UUID id) {
        return database.with(
                handle -> handle.createQuery("SELECT * FROM dataset.piecewise WHERE id = :id AND upload_id = :upload")
                        .bind("id", id)
                        .bind("upload", upload)
                        .map((row, context) -> new PiecewiseRow(
                                id,
                                upload,
                                row.getString("path"),
                                row.getLong("size"),
                                row.getLong("piece_size"),
                                row.getString("object_key"),
                                row.getString("parts_id"),
                                received(handle, id)))
                        .findOne());
    }

    private static List<Part> received(Handle handle, UUID id) {
        return handle.createQuery("SELECT number, tag FROM dataset.piece WHERE piecewise_id = :id ORDER BY number")
                .bind("id", id)
                .map((row, context) -> new Part(row.getInt("number"), row.getString("tag")))
                .list();
    }

    public void received(UUID id, Part part) {
        var unused = database.with(handle -> handle.createUpdate(
                        """
                        INSERT INTO dataset.piece (piecewise_id, number, tag) VALUES (:id, :number, :tag)
                        ON CONFLICT (piecewise_id, number) DO UPDATE SET tag = excluded.tag
                        """)
                .bind("id", id)
                .bind("number", part.number())
                .bind("tag", part.tag())
                .execute());
    }

    public void forget(UUID id) {
        var unused = database.with(handle -> handle.createUpdate("DELETE FROM dataset.piecewise WHERE id = :id")
                .bind("id", id)
                .execute());
    }
}

package io.kubesphere.ai.dataset.store;

import io.kubesphere.ai.dataset.Upload;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.Manifest;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.kernel.storage.RowTimes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Iterator;
import org.jdbi.v3.core.Handle;

/** Begins uploads, with nothing or with the files of a version. */
@ApplicationScoped
public class UploadStart {
    private static final int ROWS_AT_ONCE = 5000;

    private final Database database;

    UploadStart(Database database) {
        this.database = database;
    }

    /** Over a database, without CDI. */
    public static UploadStart over(Database database) {
        return new UploadStart(database);
    }

    public void begin(UploadRow upload) {
        var unused = database.with(handle -> insert(handle, upload));
    }

    /** With the files of a version, whose content lies in the space; all of it or nothing. */
    public void begin(UploadRow upload, String space, VersionRow base, Iterator<Manifest.File> files) {
        var unused = database.transaction(handle -> {
            // What is being removed at this moment must not be promised.
            requireKept(handle, base);
            Spaces.share(handle, space);
            var inserted = insert(handle, upload);
            while (files.hasNext()) {
                inserted += copy(handle, upload, space, files);
            }
            return inserted;
        });
    }

    private static void requireKept(Handle handle, VersionRow base) {
        var kept = handle.createQuery("SELECT 1 FROM dataset.version WHERE id = :id AND purged_at IS NULL FOR SHARE")
                .bind("id", base.id())
                .mapTo(Integer.class)
                .findOne();
        if (kept.isEmpty()) {
            throw Problem.of(Problem.Code.NOT_FOUND, "the files of version %s are gone", base.name());
        }
    }

    private static int copy(Handle handle, UploadRow upload, String space, Iterator<Manifest.File> files) {
        var some = new ArrayList<StagedFile>(ROWS_AT_ONCE);
        while (files.hasNext() && some.size() < ROWS_AT_ONCE) {
            var file = files.next();
            some.add(new StagedFile(file.path(), file.size(), Digest.parse("digest", file.digest())));
        }
        return StagedFiles.copy(handle, upload.id(), space, some);
    }

    private static int insert(Handle handle, UploadRow upload) {
        return handle.createUpdate(
                        """
                        INSERT INTO dataset.upload (id, dataset_id, creator, created_at, expires_at, base, state)
                        VALUES (:id, :dataset, :creator, :createdAt, :expiresAt, :base, :state)
                        """)
                .bind("id", upload.id())
                .bind("dataset", upload.datasetId())
                .bind("creator", upload.creator())
                .bind("createdAt", RowTimes.of(upload.createdAt()))
                .bind("expiresAt", RowTimes.of(upload.expiresAt()))
                .bind("base", upload.base())
                .bind("state", Upload.State.Open.name())
                .execute();
    }
}

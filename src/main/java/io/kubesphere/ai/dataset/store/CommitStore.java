package io.kubesphere.ai.dataset.store;

import io.kubesphere.ai.dataset.Tag;
import io.kubesphere.ai.dataset.Upload;
import io.kubesphere.ai.kernel.content.Manifest;
import io.kubesphere.ai.kernel.content.ManifestSummary;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.kernel.storage.RowTimes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Turns an upload into a version in one transaction: killed at any moment, there is the version and a closed upload, or
 * no version and an open one.
 */
@ApplicationScoped
public class CommitStore {
    private final Database database;

    CommitStore(Database database) {
        this.database = database;
    }

    /** Over a database, without CDI. */
    public static CommitStore over(Database database) {
        return new CommitStore(database);
    }

    /** What is to be; the id is that of the new version. */
    public record Draft(UUID id, String name, String description, List<String> tags, String creator, Instant now) {}

    /**
     * Commits an open upload.
     *
     * @param space of the content store that the manifest goes to
     * @param writes stores the manifest of the files, which come in order and must all be read before it returns
     */
    public void commit(
            UploadRow upload, String space, Draft draft, Function<Iterator<Manifest.File>, ManifestSummary> writes) {
        var unused = database.transaction(handle -> {
            lock(handle, upload.id());
            // A manifest that no version has yet would be collected.
            Spaces.share(handle, space);
            requireNewName(handle, upload.datasetId(), draft.name());
            var summary = write(handle, upload.id(), writes);
            insert(handle, upload.datasetId(), draft, new Stored(space, summary));
            draft.tags()
                    .forEach(tag -> TagStore.point(
                            handle,
                            upload.datasetId(),
                            draft.id(),
                            new Tag(tag, draft.name(), draft.creator(), draft.now())));
            return close(handle, upload.id(), draft);
        });
    }

    private static void lock(Handle handle, UUID upload) {
        var first = handle.createQuery("SELECT pg_try_advisory_xact_lock(hashtextextended(:upload, 1002))")
                .bind("upload", upload.toString())
                .mapTo(Boolean.class)
                .one();
        if (!first) {
            throw Problem.of(Problem.Code.CONFLICT, "this upload is being committed already");
        }
        // Files that are being claimed at this moment are waited for, later ones are refused.
        var state = handle.createQuery("SELECT state FROM dataset.upload WHERE id = :id FOR UPDATE")
                .bind("id", upload)
                .mapTo(String.class)
                .one();
        if (!state.equals(Upload.State.Open.name())) {
            throw UploadStore.closed(state);
        }
    }

    /** Before the files are read, which may take a minute; a race is decided by the table's constraint. */
    private static void requireNewName(Handle handle, UUID dataset, String name) {
        handle.createQuery(
                        "SELECT deleted_at IS NULL FROM dataset.version WHERE dataset_id = :dataset AND name = :name")
                .bind("dataset", dataset)
                .bind("name", name)
                .mapTo(Boolean.class)
                .findOne()
                .ifPresent(live -> {
                    throw Problem.of(
                            Problem.Code.ALREADY_EXISTS,
                            live
                                    ? "there is a version %s already; versions never change, so choose another name"
                                    : "there was a version %s before; choose another name",
                            name);
                });
    }

    private static ManifestSummary write(
            Handle handle, UUID upload, Function<Iterator<Manifest.File>, ManifestSummary> writes) {
        try (var files = new CommittedFiles(handle, upload)) {
            return writes.apply(files);
        }
    }

    /** A manifest and the space it lies in. */
    private record Stored(String space, ManifestSummary manifest) {}

    private static void insert(Handle handle, UUID dataset, Draft draft, Stored stored) {
        // A dataset that is being deleted takes no version; the lock makes its deletion wait for this one.
        var live = handle.createQuery("SELECT deleted_at IS NULL FROM dataset.dataset WHERE id = :id FOR SHARE")
                .bind("id", dataset)
                .mapTo(Boolean.class)
                .findOne();
        if (!live.orElse(false)) {
            throw Problem.of(Problem.Code.NOT_FOUND, "the dataset has been deleted");
        }
        handle.createUpdate(
                        """
                        INSERT INTO dataset.version (id, dataset_id, name, digest, files, bytes, description, creator,
                          created_at, space)
                        VALUES (:id, :dataset, :name, :digest, :files, :bytes, :description, :creator, :now, :space)
                        """)
                .bind("id", draft.id())
                .bind("dataset", dataset)
                .bind("name", draft.name())
                .bind("digest", stored.manifest().digest().toString())
                .bind("files", stored.manifest().files())
                .bind("bytes", stored.manifest().bytes())
                .bind("space", stored.space())
                .bind("description", draft.description())
                .bind("creator", draft.creator())
                .bind("now", RowTimes.of(draft.now()))
                .execute();
    }

    private static int close(Handle handle, UUID upload, Draft draft) {
        return handle.createUpdate(
                        """
                        UPDATE dataset.upload SET state = 'Committed', closed_at = :now, version_id = :version
                        WHERE id = :id
                        """)
                .bind("id", upload)
                .bind("version", draft.id())
                .bind("now", RowTimes.of(draft.now()))
                .execute();
    }
}

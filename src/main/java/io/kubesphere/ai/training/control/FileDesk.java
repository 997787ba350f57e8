package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.auth.RunIdentity;
import io.kubesphere.ai.kernel.content.TreePath;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.training.ReportedFile;
import io.kubesphere.ai.training.ReportedFiles;
import io.kubesphere.ai.training.RunWorkloads.OpenFile;
import io.kubesphere.ai.training.store.FileStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Keeps the files that programs log. Bytes are stored before the row that names them, under a key that is never used
 * again; what a broken upload leaves behind lies below the run's own prefix and goes with it.
 */
@ApplicationScoped
class FileDesk implements ReportedFiles {
    private static final long MOST_FILES = 10_000;
    private static final long MOST_BYTES = 20L << 30;

    /** Of a file whose length is not announced: an HTTP client does so with empty files. */
    private static final int MOST_UNANNOUNCED = 1 << 20;

    /** Fits into PostgreSQL's index even when no character is Latin. */
    private static final int LONGEST_PATH = 500;

    private final FileOwners owners;
    private final FileStore files;
    private final ObjectStore objects;
    private final Clock clock;

    FileDesk(FileOwners owners, FileStore files, ObjectStore objects, Clock clock) {
        this.owners = owners;
        this.files = files;
        this.objects = objects;
        this.clock = clock;
    }

    @Override
    public void store(RunIdentity caller, Place place, InputStream content, OptionalLong length) {
        var owned = owners.writable(caller, place);
        var path = TreePath.require(TreePath.normalized(place.path()));
        if (path.length() > LONGEST_PATH) {
            throw Problem.of(Problem.Code.INVALID, "the path of a file has at most %d characters", LONGEST_PATH);
        }
        if (length.isEmpty()) {
            var small = small(content);
            put(owned, path, new ByteArrayInputStream(small), small.length);
            return;
        }
        put(owned, path, content, length.getAsLong());
    }

    private void put(FileOwners.Owned owned, String path, InputStream content, long length) {
        var amount = files.amount(owned.root());
        if (amount.files() >= MOST_FILES || amount.bytes() + length > MOST_BYTES) {
            throw Problem.of(
                    Problem.Code.INVALID,
                    "a run keeps at most %d logged files of %d GiB together; what is larger belongs below"
                            + " $AIP_OUTPUT_<NAME>",
                    MOST_FILES,
                    MOST_BYTES >> 30);
        }
        var object = "tracking/" + owned.root() + "/" + UUID.randomUUID();
        objects.put(object, content, length);
        files.put(owned.root(), new ReportedFile(owned.owner(), path, length, clock.instant()), object)
                .ifPresent(objects::delete);
    }

    private static byte[] small(InputStream content) {
        try {
            var bytes = content.readNBytes(MOST_UNANNOUNCED + 1);
            if (bytes.length > MOST_UNANNOUNCED) {
                throw Problem.of(Problem.Code.INVALID, "the length of a large file must be sent");
            }
            return bytes;
        } catch (IOException broken) {
            throw Problem.of(Problem.Code.UNAVAILABLE, "the file broke off; send it again")
                    .because(broken);
        }
    }

    @Override
    public OpenFile open(RunIdentity caller, Place place) {
        var owned = owners.readable(caller, place);
        return open(owned.root(), owned.owner(), TreePath.normalized(place.path()));
    }

    private OpenFile open(UUID root, String owner, String path) {
        return files.object(root, owner, path)
                .flatMap(object -> objects.size(object)
                        .flatMap(size -> objects.get(object).map(content -> new OpenFile(content, size))))
                .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND, "there is no file %s", path));
    }

    @Override
    public List<ReportedFile> list(RunIdentity caller, Place place) {
        var owned = owners.readable(caller, place);
        var directory = TreePath.normalized(place.path());
        return files.list(owned.root()).stream()
                .filter(file -> file.owner().equals(owned.owner()))
                .filter(file -> directory.isEmpty()
                        || file.path().equals(directory)
                        || file.path().startsWith(directory + "/"))
                .toList();
    }

    @Override
    public void delete(RunIdentity caller, Place place) {
        var owned = owners.writable(caller, place);
        objects.deleteAll(files.remove(owned.root(), owned.owner(), TreePath.normalized(place.path())));
    }

    @Override
    public List<ReportedFile> ofRun(String uid) {
        return TrackingScope.uuid(uid).map(files::list).orElse(List.of());
    }

    @Override
    public OpenFile openOfRun(String uid, String owner, String path) {
        var root = TrackingScope.uuid(uid).orElseThrow(() -> TrackingScope.unknown(uid));
        return open(root, owner, path);
    }
}

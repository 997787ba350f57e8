package io.kubesphere.ai.kernel.content;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ByteRange;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Files and manifests by digest, once per project. A digest grants nothing: callers look up whose it is before they
 * read, and pass that project. Files of some spaces lie elsewhere ({@link ContentOrigin}) and are read from there; their
 * manifests are here.
 */
@ApplicationScoped
public class ContentStore {
    private static final Digest EMPTY = Digest.of(new byte[0]);

    private final ObjectStore store;
    private final Iterable<ContentOrigin> origins;

    @Inject
    ContentStore(ObjectStore store, @Any Instance<ContentOrigin> origins) {
        this(store, (Iterable<ContentOrigin>) origins);
    }

    private ContentStore(ObjectStore store, Iterable<ContentOrigin> origins) {
        this.store = store;
        this.origins = origins;
    }

    /** A content store over an object store, without CDI. */
    public static ContentStore over(ObjectStore store) {
        return new ContentStore(store, List.of());
    }

    /** The same with contents that lie elsewhere. */
    public static ContentStore over(ObjectStore store, List<ContentOrigin> origins) {
        return new ContentStore(store, (Iterable<ContentOrigin>) origins);
    }

    private Optional<ContentOrigin> origin(String space) {
        for (var origin : origins) {
            if (origin.holds(space)) {
                return Optional.of(origin);
            }
        }
        return Optional.empty();
    }

    public boolean has(String project, Digest digest) {
        return size(project, digest).isPresent();
    }

    /** Bytes of a file; empty when it is absent. What lies elsewhere is not looked for there. */
    public Optional<Long> size(String project, Digest digest) {
        var origin = origin(project);
        return origin.isPresent() ? origin.get().size(project, digest) : store.size(ContentKeys.blob(project, digest));
    }

    /** Stores a file; a 422 when its content has another digest, and then nothing is stored. */
    public void put(String project, Digest digest, InputStream content, long length) {
        // Nothing is read of an empty content, so nothing would be checked.
        if (length == 0 && !digest.equals(EMPTY)) {
            throw wrongDigest();
        }
        var checked = new CheckedContent(content, length, digest);
        try {
            store.put(ContentKeys.blob(project, digest), checked, length);
        } catch (Problem failed) {
            throw checked.isWrong() ? wrongDigest().because(failed) : failed;
        }
    }

    /** Stores a file that is held in memory and whose digest the caller has computed. */
    public void put(String project, Digest digest, byte[] content) {
        store.put(ContentKeys.blob(project, digest), content);
    }

    /**
     * Takes over a file that lies under another key of the same object store and whose digest the caller has computed;
     * false when there is none.
     */
    public boolean adopt(String project, Digest digest, String key) {
        return store.move(key, ContentKeys.blob(project, digest));
    }

    /** Gives another project a file that this one has, within the object store; false when there is none. */
    public boolean share(String project, Digest digest, String with) {
        return store.copy(ContentKeys.blob(project, digest), ContentKeys.blob(with, digest));
    }

    /** Opens a part of a file; the caller closes it. */
    public Optional<InputStream> open(String project, Digest digest, ByteRange range) {
        var origin = origin(project);
        return origin.isPresent()
                ? opened(origin.get(), project, digest, Optional.of(range))
                : store.get(ContentKeys.blob(project, digest), range);
    }

    /** Opens a file and tells its size; the caller closes it. */
    public Optional<ObjectStore.Opened> openSized(String project, Digest digest) {
        return origin(project).isEmpty()
                ? store.open(ContentKeys.blob(project, digest))
                : size(project, digest)
                        .flatMap(size -> open(project, digest).map(content -> new ObjectStore.Opened(content, size)));
    }

    /** Opens a file; the caller closes it. */
    public Optional<InputStream> open(String project, Digest digest) {
        var origin = origin(project);
        return origin.isPresent()
                ? opened(origin.get(), project, digest, Optional.empty())
                : store.get(ContentKeys.blob(project, digest));
    }

    /** Ours is never changed; of others, what is read whole is compared with the digest on the way. */
    private static Optional<InputStream> opened(
            ContentOrigin origin, String space, Digest digest, Optional<ByteRange> part) {
        return origin.size(space, digest).flatMap(size -> {
            var range = part.orElseGet(() -> new ByteRange(0, size));
            var isWhole = range.offset() == 0 && range.length() >= size;
            return origin.open(space, digest, range)
                    .map(content -> isWhole ? new OriginContent(content, size, digest) : content);
        });
    }

    /** Stores a manifest; its files must be there already, or it would be a promise that nobody keeps. */
    public Digest putManifest(String project, Manifest manifest) {
        for (var file : manifest.files()) {
            if (!store.size(ContentKeys.blob(project, file.content())).equals(Optional.of(file.size()))) {
                throw Problem.of(Problem.Code.INVALID, "the content of %s has not been uploaded", file.path());
            }
        }
        var digest = manifest.digest();
        store.put(ContentKeys.manifest(project, digest), manifest.text().getBytes(StandardCharsets.UTF_8));
        return digest;
    }

    /** Reads a manifest back. */
    public Optional<Manifest> readManifest(String project, Digest digest) {
        return store.get(ContentKeys.manifest(project, digest)).map(ContentStore::parse);
    }

    private static Manifest parse(InputStream text) {
        try (text) {
            return Manifest.parse(text.readAllBytes());
        } catch (IOException broken) {
            throw Problem.of(Problem.Code.UNAVAILABLE, "the object store broke off; try again")
                    .because(broken);
        }
    }

    private static Problem wrongDigest() {
        return Problem.of(Problem.Code.INVALID, "the content does not have the digest that was announced");
    }
}

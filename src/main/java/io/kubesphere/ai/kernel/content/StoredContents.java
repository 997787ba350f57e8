package io.kubesphere.ai.kernel.content;

import io.kubesphere.ai.kernel.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What lies in a project's content store, page by page, for those who tidy up. */
@ApplicationScoped
public class StoredContents {
    private static final int PAGE = 1000;

    private final ObjectStore store;

    StoredContents(ObjectStore store) {
        this.store = store;
    }

    /** Over an object store, without CDI. */
    public static StoredContents over(ObjectStore store) {
        return new StoredContents(store);
    }

    /** A content or a manifest that is stored; {@code key} is where to go on after it. */
    public record Stored(Digest digest, long size, String key) {}

    /** The next contents after a key, or from the beginning after {@code ""}; none when there are no more. */
    public List<Stored> contents(String project, String after) {
        return page(ContentKeys.blobs(project), after);
    }

    /** The same for manifests. */
    public List<Stored> manifests(String project, String after) {
        return page(ContentKeys.manifests(project), after);
    }

    private List<Stored> page(String prefix, String after) {
        var found = new ArrayList<Stored>();
        for (var entry : store.entries(prefix, after, PAGE)) {
            ContentKeys.digest(entry.key())
                    .ifPresent(digest -> found.add(new Stored(digest, entry.size(), entry.key())));
        }
        return List.copyOf(found);
    }

    public void deleteContents(String project, Collection<Digest> digests) {
        store.deleteAll(digests.stream()
                .map(digest -> ContentKeys.blob(project, digest))
                .toList());
    }

    public void deleteManifests(String project, Collection<Digest> digests) {
        store.deleteAll(digests.stream()
                .map(digest -> ContentKeys.manifest(project, digest))
                .toList());
        store.deleteAll(digests.stream()
                .map(digest -> ContentKeys.marks(project, digest))
                .toList());
    }
}

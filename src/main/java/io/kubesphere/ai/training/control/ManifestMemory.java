package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.content.ContentStore;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.Manifest;
import io.kubesphere.ai.training.InputUse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Remembers which files a few manifests name: a pod asks for them one by one, and a manifest never changes. */
@ApplicationScoped
class ManifestMemory {
    private static final int MOST = 16;

    private final ContentStore content;
    private final Map<String, Known> known = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    ManifestMemory(ContentStore content) {
        this.content = content;
    }

    /** What of a manifest is asked for again and again: which digests are in it, how many files and how many bytes. */
    record Known(Set<String> digests, long files, long bytes) {
        private static final Known NOTHING = new Known(Set.of(), 0, 0);

        private static Known of(Manifest manifest) {
            var digests =
                    manifest.files().stream().map(file -> file.content().hex()).collect(Collectors.toUnmodifiableSet());
            return new Known(digests, manifest.files().size(), manifest.bytes());
        }
    }

    /** Nothing when the manifest is gone. */
    Known of(InputUse input) {
        var key = input.project() + "/" + input.digest();
        synchronized (known) {
            var found = known.get(key);
            if (found != null) {
                return found;
            }
        }
        var read = content.readManifest(input.project(), Digest.parse("manifest", input.digest()))
                .map(Known::of);
        synchronized (known) {
            read.ifPresent(manifest -> known.put(key, manifest));
        }
        return read.orElse(Known.NOTHING);
    }

    boolean holds(InputUse input, String hex) {
        return of(input).digests().contains(hex);
    }
}

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
    private final Map<String, Set<String>> files = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
            return size() > MOST;
        }
    };

    ManifestMemory(ContentStore content) {
        this.content = content;
    }

    boolean holds(InputUse input, String hex) {
        var key = input.project() + "/" + input.digest();
        synchronized (files) {
            var known = files.get(key);
            if (known != null) {
                return known.contains(hex);
            }
        }
        var read = read(input);
        synchronized (files) {
            files.put(key, read);
        }
        return read.contains(hex);
    }

    private Set<String> read(InputUse input) {
        return content.readManifest(input.project(), Digest.parse("manifest", input.digest()))
                .map(Manifest::files)
                .map(all -> all.stream().map(file -> file.content().hex()).collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
    }
}

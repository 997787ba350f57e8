package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.DigestSet;
import io.kubesphere.ai.kernel.content.ManifestReader;
import io.kubesphere.ai.kernel.content.ManifestStore;
import io.kubesphere.ai.training.InputUse;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers which files the manifests of inputs name: a pod asks for them one by one, and a manifest never changes. Of those that
 * were asked for longest ago it forgets so many that the files of the others take some dozen megabytes.
 */
@ApplicationScoped
class ManifestMemory {
    private static final long MOST_FILES = 2_000_000;

    private final ManifestStore manifests;
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true);

    ManifestMemory(ManifestStore manifests) {
        this.manifests = manifests;
    }

    /** What of a manifest is asked for again and again: which digests are in it, how many files and how many bytes. */
    record Known(DigestSet digests, long files, long bytes) {
        private static final Known NOTHING = new Known(new DigestSet(), 0, 0);

        private static Known of(ManifestReader files) {
            var digests = new DigestSet();
            var count = 0L;
            var bytes = 0L;
            try (files) {
                while (files.hasNext()) {
                    var file = files.next();
                    digests.add(file.content());
                    bytes += file.size();
                    count++;
                }
            }
            return new Known(digests, count, bytes);
        }
    }

    /** The manifest's text; the caller closes it. */
    Optional<InputStream> text(InputUse input) {
        return manifests.text(input.project(), digest(input));
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
        var read = manifests.read(input.project(), digest(input)).map(Known::of);
        read.ifPresent(manifest -> remember(key, manifest));
        return read.orElse(Known.NOTHING);
    }

    private void remember(String key, Known manifest) {
        synchronized (known) {
            known.put(key, manifest);
            var files = known.values().stream().mapToLong(Known::files).sum();
            for (var eldest = known.entrySet().iterator(); files > MOST_FILES && known.size() > 1; ) {
                files -= eldest.next().getValue().files();
                eldest.remove();
            }
        }
    }

    boolean holds(InputUse input, Digest content) {
        return of(input).digests().contains(content);
    }

    private static Digest digest(InputUse input) {
        return Digest.parse("manifest", input.digest());
    }
}

package io.kubesphere.ai.dataset.engine.source;

import io.kubesphere.ai.kernel.content.ContentStore;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.ManifestStore;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ByteRange;
import java.io.InputStream;
import java.util.function.Consumer;

/** Files of a version, read through the content store. */
public sealed class VersionSource implements ImportSource {
    private final ManifestStore manifests;
    private final ContentStore content;
    private final Place place;

    /** Which version it is, and what its paths begin with. */
    public record Place(String space, Digest manifest, String prefix) {}

    public VersionSource(ManifestStore manifests, ContentStore content, Place place) {
        this.manifests = manifests;
        this.content = content;
        this.place = place;
    }

    @Override
    public void list(Consumer<SourceFile> each) {
        try (var files = manifests.read(place.space(), place.manifest()).orElseThrow(VersionSource::gone)) {
            files.forEachRemaining(file -> {
                if (file.path().startsWith(place.prefix())) {
                    each.accept(new SourceFile(file.path(), file.digest(), file.size(), file.digest()));
                }
            });
        }
    }

    @Override
    public Part open(SourceFile file, long offset, long length) {
        var rest = length < 0 ? file.size() - offset : length;
        var stream = rest == 0
                ? InputStream.nullInputStream()
                : content.open(place.space(), digest(file), new ByteRange(offset, rest))
                        .orElseThrow(VersionSource::gone);
        return new Part(stream, offset);
    }

    /** The same where the files lie in our own object store, and need not be sent. */
    public static final class Shared extends VersionSource implements ImportSource.Local {
        public Shared(ManifestStore manifests, ContentStore content, Place place) {
            super(manifests, content, place);
        }

        @Override
        public boolean share(SourceFile file, String space) {
            return super.content.has(space, digest(file))
                    || super.content.share(super.place.space(), digest(file), space);
        }
    }

    private static Digest digest(SourceFile file) {
        return Digest.parse("digest", file.location());
    }

    private static Problem gone() {
        return Problem.of(Problem.Code.NOT_FOUND, "the files of the version are gone");
    }

    @Override
    public void close() {
        // Nothing of it is open.
    }
}

package io.kubesphere.ai.dataset.store;

import io.kubesphere.ai.kernel.content.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The record of a version.
 *
 * @param space of the content store that its manifest and files are read through
 */
public record VersionRow(
        UUID id,
        UUID datasetId,
        String name,
        String digest,
        long files,
        long bytes,
        String description,
        String creator,
        Instant createdAt,
        List<String> tags,
        Ending ending,
        String space) {

    /** What became of it: nothing at all while it is there. */
    public record Ending(Optional<Instant> deletedAt, Optional<Instant> purgeAt, Optional<Instant> purgedAt) {}

    public boolean isLive() {
        return ending.deletedAt().isEmpty();
    }

    public Digest manifest() {
        return Digest.parse("digest", digest);
    }
}

package io.kubesphere.ai.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A version as users see it.
 *
 * @param digest of its manifest, as {@code sha256:<hex>}
 * @param tags that point to it
 * @param purgeAt when the files of a deleted version are removed
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DatasetVersion(
        String project,
        String dataset,
        String name,
        String digest,
        long files,
        long bytes,
        String description,
        String creator,
        Instant createdAt,
        List<String> tags,
        Optional<Instant> deletedAt,
        Optional<Instant> purgeAt) {}

package io.kubesphere.ai.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who uses or has used a version.
 *
 * @param kind of the custom resource, e.g. {@code TrainingJob}
 * @param endedAt absent while it uses the version
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record VersionUse(
        String kind, String uid, String namespace, String name, Instant since, Optional<Instant> endedAt) {}

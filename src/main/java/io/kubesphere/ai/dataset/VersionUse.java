package io.kubesphere.ai.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who uses or has used a version. Of one in another project there is only what the asker may know: its project
 * for the dataset's owner, its name for who may read that project's datasets.
 *
 * @param kind of the custom resource, e.g. {@code TrainingJob}
 * @param uid empty when it is not told
 * @param namespace empty when it is not told
 * @param name empty when it is not told
 * @param endedAt absent while it uses the version
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record VersionUse(
        String kind, String uid, String namespace, String name, Instant since, Optional<Instant> endedAt) {

    /** The same without whose it is, save for its project. */
    public VersionUse ofProject() {
        return new VersionUse(kind, "", namespace, "", since, endedAt);
    }

    /** The same without whose it is. */
    public VersionUse anonymous() {
        return new VersionUse(kind, "", "", "", since, endedAt);
    }
}

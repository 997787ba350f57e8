package io.kubesphere.ai.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * Files on their way to becoming a version.
 *
 * @param base version it began with; empty when it began with nothing
 * @param files number of files so far, those of the base included
 * @param version what it became
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Upload(
        String id,
        String creator,
        Instant createdAt,
        Instant expiresAt,
        String base,
        State state,
        long files,
        long bytes,
        Optional<String> version) {

    /** Whether it takes files. */
    public enum State {
        Open,
        Committed,
        Aborted,
        Expired
    }
}

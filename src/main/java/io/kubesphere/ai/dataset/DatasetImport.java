package io.kubesphere.ai.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * A version that is being fetched, or was.
 *
 * @param request without what may be secret in addresses
 * @param attempts how often it was begun since it last came forward
 * @param message why it does not go on at the moment, or why it has failed; empty when all is well
 * @param nextAttemptAt when it is tried again, while it waits for that
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DatasetImport(
        String id,
        String creator,
        Instant createdAt,
        NewImport request,
        State state,
        Progress progress,
        int attempts,
        String message,
        Optional<Instant> nextAttemptAt,
        Optional<Instant> finishedAt) {

    /** Where it is on its way. */
    public enum State {
        Waiting,
        Running,
        Succeeded,
        Failed,
        Cancelled
    }

    /**
     * How far it is.
     *
     * @param listed whether the source has told all its files; before, the numbers are not known
     * @param bytes of all files together, as far as the source says
     * @param bytesPerSecond at present; zero while nothing arrives
     */
    public record Progress(
            boolean listed, long files, long filesDone, long bytes, long bytesDone, long bytesPerSecond) {}
}

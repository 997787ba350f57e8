package io.kubesphere.ai.observability;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The log of one instance of a container.
 *
 * @param rank of the pod in its job; empty when the job does not number its pods
 * @param restart how often the container had been started before
 * @param lines archived so far, and {@code bytes} what they have as the program wrote them
 * @param firstTime by the clock of the pod's node, which may be off; empty while there are no lines
 * @param complete whether the container has ended and all that could be read of its log is archived
 */
public record LogStream(
        long id,
        String pod,
        OptionalInt rank,
        String container,
        int restart,
        long lines,
        long bytes,
        Optional<Instant> firstTime,
        Optional<Instant> lastTime,
        boolean complete,
        List<LogGap> gaps) {
    public LogStream {
        gaps = List.copyOf(gaps);
    }
}

package io.kubesphere.ai.kernel.workload;

import java.time.Instant;
import java.util.Optional;

/**
 * What the admission queue says about a run, in neutral words.
 *
 * @param object the queue's own object, as {@code Kind/name}
 * @param queue name of the queue
 * @param quotaReserved the queue has set quota aside
 * @param admitted pods may start
 * @param waiting why not yet: the queue's reason and message
 * @param eviction the last eviction: reason, message, time
 */
public record QueueState(
        String object,
        String queue,
        boolean quotaReserved,
        boolean admitted,
        Optional<Word> waiting,
        Optional<Word> eviction) {

    /** A reason with its message, as the queue wrote them. */
    public record Word(String reason, String message, Optional<Instant> time) {}
}

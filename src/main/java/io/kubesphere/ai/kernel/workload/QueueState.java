package io.kubesphere.ai.kernel.workload;

import java.util.List;
import java.util.Optional;

/**
 * What the admission queue says about a run, in neutral words.
 *
 * @param object the queue's own object, as {@code Kind/name}
 * @param queue name of the queue
 * @param quotaReserved the queue has set quota aside
 * @param admitted pods may start
 * @param waiting why not yet
 * @param eviction why the queue took its quota back; empty again once it has given it anew
 * @param off why the queue will not take the run up by itself: somebody, or the queue, switched it off
 */
public record QueueState(
        String object,
        String queue,
        boolean quotaReserved,
        boolean admitted,
        Optional<Word> waiting,
        Optional<Word> eviction,
        Optional<Word> off) {

    /**
     * One thing that the queue says.
     *
     * @param reason what it means
     * @param lacking resources that the queue is short of, sorted; empty when it does not name any
     * @param evidence the queue's own words
     */
    public record Word(QueueReason reason, List<String> lacking, Evidence evidence) {
        public Word {
            lacking = List.copyOf(lacking);
        }
    }
}

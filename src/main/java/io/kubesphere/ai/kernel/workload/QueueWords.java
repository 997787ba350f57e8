package io.kubesphere.ai.kernel.workload;

import io.kubesphere.ai.kernel.workload.QueueState.Word;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A run in a queue is the queue's until the queue lets it go. */
final class QueueWords {
    private QueueWords() {}

    static Optional<Verdict> decide(Scene scene) {
        return scene.observed().queue().isPresent()
                ? said(scene, scene.observed().queue().get())
                : unheard(scene);
    }

    /** Whoever is in no queue must not wait for one; and pods can only be there because a queue let them. */
    private static Optional<Verdict> unheard(Scene scene) {
        if (!scene.observed().queueRequested() || !scene.live().isEmpty()) {
            return Optional.empty();
        }
        var suspended = Boolean.toString(scene.engine().suspended());
        var evidence = scene.engineSays("spec.suspend", suspended, Optional.empty());
        return Optional.of(Verdict.of(Phase.Queued, QueueReason.WaitingForQueue, "", List.of(evidence)));
    }

    private static Optional<Verdict> said(Scene scene, QueueState queue) {
        if (queue.off().isPresent()) {
            return queue.off().map(word -> verdict(Phase.Paused, queue, word));
        }
        if (queue.eviction().isPresent()) {
            return queue.eviction().map(word -> evicted(queue, word));
        }
        if (!queue.admitted()) {
            return Optional.of(queue.waiting()
                    .map(word -> verdict(Phase.Queued, queue, word))
                    .orElseGet(() -> silent(queue)));
        }
        return scene.engine().suspended() ? Optional.of(admitted(scene, queue)) : Optional.empty();
    }

    private static Verdict verdict(Phase phase, QueueState queue, Word word) {
        var lacking = word.lacking().isEmpty() ? "" : ", short of " + String.join(", ", word.lacking());
        return Verdict.of(phase, word.reason(), in(queue) + lacking, List.of(word.evidence()));
    }

    /** Why it was taken away is the reason; why it has not come back yet is evidence. */
    private static Verdict evicted(QueueState queue, Word word) {
        var evidence = Stream.concat(Stream.of(word), queue.waiting().stream())
                .map(Word::evidence)
                .toList();
        return Verdict.of(Phase.Preempted, word.reason(), in(queue), evidence);
    }

    private static Verdict silent(QueueState queue) {
        var reason = queue.quotaReserved() ? QueueReason.HeldByQueue : QueueReason.PendingEvaluation;
        var evidence = new Evidence(queue.object(), "status.conditions", "none", "");
        return Verdict.of(Phase.Queued, reason, in(queue), List.of(evidence));
    }

    private static Verdict admitted(Scene scene, QueueState queue) {
        var evidence = List.of(
                new Evidence(queue.object(), "status.conditions[Admitted]", "True", ""),
                scene.engineSays("spec.suspend", "true", Optional.empty()));
        return Verdict.of(Phase.Scheduling, StartReason.Admitted, in(queue), evidence);
    }

    private static String in(QueueState queue) {
        return "queue " + queue.queue();
    }
}

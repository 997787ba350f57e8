package io.kubesphere.ai.standalone.runner.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import io.kubesphere.ai.standalone.runner.state.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Why a pod comes to its end, and until when its containers may take their time. It follows from the pod and from what is
 * on disk, so it is the same after a restart.
 */
record Ending(Cause cause, Instant deadline) {

    enum Cause {
        DELETED,
        DEADLINE_EXCEEDED,
        /** All main containers have ended for good; only sidecars may be left. */
        COMPLETED,
        INIT_FAILED
    }

    static Optional<Ending> of(Pod pod, Containers containers, Clock clock) {
        var deletion = Optional.ofNullable(pod.getMetadata().getDeletionTimestamp());
        if (deletion.isPresent()) {
            return Optional.of(new Ending(Cause.DELETED, Instant.parse(deletion.get())));
        }
        var policy = pod.getSpec().getRestartPolicy();
        var lastEnd = lastEnd(containers, clock);
        var deadline = activeUntil(pod);
        var isDone = containers.mainsAreDone(policy);
        if (isDone && deadline.filter(time -> !lastEnd.isBefore(time)).isEmpty()) {
            return Optional.of(new Ending(Cause.COMPLETED, lastEnd.plus(grace(pod))));
        }
        if (deadline.filter(time -> !clock.instant().isBefore(time)).isPresent()) {
            return Optional.of(
                    new Ending(Cause.DEADLINE_EXCEEDED, deadline.get().plus(grace(pod))));
        }
        if (containers.initHasFailed(policy)) {
            return Optional.of(new Ending(Cause.INIT_FAILED, lastEnd.plus(grace(pod))));
        }
        return Optional.empty();
    }

    /** When the pod's own deadline passes, if it has one. */
    static Optional<Instant> activeUntil(Pod pod) {
        var seconds = Optional.ofNullable(pod.getSpec().getActiveDeadlineSeconds());
        var start = Optional.ofNullable(pod.getStatus()).flatMap(status -> Optional.ofNullable(status.getStartTime()));
        return start.flatMap(time -> seconds.map(Instant.parse(time)::plusSeconds));
    }

    static Duration grace(Pod pod) {
        return Duration.ofSeconds(Optional.ofNullable(pod.getSpec().getTerminationGracePeriodSeconds())
                .orElse(30L));
    }

    private static Instant lastEnd(Containers containers, Clock clock) {
        return containers.all().stream()
                .flatMap(unit -> unit.ended().stream())
                .map(Outcome::finishedMillis)
                .max(Comparator.naturalOrder())
                .map(Instant::ofEpochMilli)
                .orElseGet(clock::instant);
    }

    Duration left(Clock clock) {
        return Duration.between(clock.instant(), deadline);
    }
}

package io.kubesphere.ai.kernel.workload;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Everything the phase model looks at; nothing else may influence a phase.
 *
 * @param pauseRequested the user asked to pause
 * @param engineObject the engine's object as {@code Kind/name}
 * @param engineApplied our records say the engine object was created once
 * @param engine what the engine object says; empty when it is not there
 * @param pods all pods of the run that still exist
 * @param events events about the engine object and its pods
 * @param queue what the admission queue says; empty when no queue is involved or it has not looked yet
 * @param queueRequested a queue was named in the spec
 * @param workers pods wanted at the same time
 * @param retries how often the run may be restarted
 * @param lastProgress newest log line or metric point seen; empty when none yet
 * @param stallAfter silence after which a running workload counts as stalled; zero turns it off
 * @param applyFailure the API server's refusal of the engine object, e.g. by quota or a webhook
 */
public record WorkloadObservation(
        boolean pauseRequested,
        String engineObject,
        boolean engineApplied,
        Optional<EngineProgress> engine,
        List<Pod> pods,
        List<Event> events,
        Optional<QueueState> queue,
        boolean queueRequested,
        int workers,
        int retries,
        Optional<Instant> lastProgress,
        Duration stallAfter,
        Optional<String> applyFailure,
        Instant now) {

    /**
     * When the first worker began, as its node says. The engine's word is taken only where the pods are gone: one engine does
     * not tell, and another tells when it was asked to start them, which may be long before there was room.
     */
    public Optional<Instant> begun() {
        return pods.stream()
                .map(WorkerPod::new)
                .flatMap(pod -> begun(pod).stream())
                .min(Comparator.naturalOrder())
                .or(() -> engine.filter(EngineProgress::hasRun).flatMap(EngineProgress::startTime));
    }

    /** A node's clock may be wrong: no worker begins before its pod was made, nor later than it is. */
    private Optional<Instant> begun(WorkerPod pod) {
        return pod.startedAt()
                .map(time -> time.isBefore(pod.created()) ? pod.created() : time)
                .map(time -> time.isAfter(now) ? now : time);
    }
}

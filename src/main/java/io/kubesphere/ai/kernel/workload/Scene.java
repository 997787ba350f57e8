package io.kubesphere.ai.kernel.workload;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * What was observed, arranged for the policies.
 *
 * @param pods by rank, then by age: oldest first
 * @param current the newest pod of each rank: what is now, not what was before a restart
 */
record Scene(WorkloadObservation observed, List<WorkerPod> pods, List<WorkerPod> current) {
    /** JobSet's count of whole-run restarts, which it writes on each pod; the engine's object may not tell. */
    private static final String RESTARTS = "jobset.sigs.k8s.io/restart-attempt";

    private static final Comparator<WorkerPod> AGE =
            Comparator.comparing(WorkerPod::created).thenComparing(WorkerPod::name);
    private static final Comparator<WorkerPod> RANK =
            Comparator.comparingInt(pod -> pod.rank().orElse(Integer.MAX_VALUE));

    static Scene of(WorkloadObservation observed) {
        var pods = observed.pods().stream()
                .map(WorkerPod::new)
                .sorted(RANK.thenComparing(AGE))
                .toList();
        var since = started(observed);
        var current = pods.stream()
                .filter(pod ->
                        pod.deletedAt().filter(time -> time.isBefore(since)).isEmpty())
                .toList();
        return new Scene(observed, pods, newest(current));
    }

    private static List<WorkerPod> newest(List<WorkerPod> pods) {
        return pods.stream().collect(Collectors.groupingBy(WorkerPod::title)).values().stream()
                .flatMap(rank -> rank.stream().max(AGE).stream())
                .sorted(RANK.thenComparing(AGE))
                .toList();
    }

    EngineProgress engine() {
        return observed.engine().orElse(EngineProgress.NEW);
    }

    /** Pods that have a node's resources, or want them. */
    List<WorkerPod> live() {
        return pods.stream().filter(pod -> !pod.hasEnded()).toList();
    }

    /** A worker that ended well has started, even if its pod is gone. */
    boolean allStarted() {
        var succeeded = current.stream().filter(WorkerPod::hasSucceeded).count();
        var gone = Math.max(0, engine().succeeded() - succeeded);
        return current.size() + gone >= observed.workers() && current.stream().allMatch(WorkerPod::hasStarted);
    }

    /** Whole-run restarts so far. */
    int restarts() {
        var counted = pods.stream()
                .map(pod -> pod.labels().getOrDefault(RESTARTS, "0"))
                .filter(text -> text.matches("\\d{1,9}"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
        return Math.max(counted, engine().restarts());
    }

    /** The newest event of one of these reasons about an object. */
    Optional<EventView> lastEvent(String object, Set<String> reasons) {
        return observed.events().stream()
                .map(EventView::new)
                .filter(event -> event.object().equals(object) && reasons.contains(event.reason()))
                .reduce(newestEvent());
    }

    Optional<EventView> lastEvent(WorkerPod pod, Set<String> reasons) {
        return lastEvent("Pod/" + pod.name(), reasons);
    }

    /** The newest event of one of these reasons about anything that is not a worker. */
    Optional<EventView> lastEngineEvent(Set<String> reasons) {
        return observed.events().stream()
                .map(EventView::new)
                .filter(event -> !event.object().startsWith("Pod/") && reasons.contains(event.reason()))
                .reduce(newestEvent());
    }

    private static BinaryOperator<EventView> newestEvent() {
        return BinaryOperator.maxBy(Comparator.comparing(EventView::time));
    }

    Instant started() {
        return started(observed);
    }

    /** When the run was last started or resumed, if the engine says; what ended before belongs to another time. */
    private static Instant started(WorkloadObservation observed) {
        return observed.engine().flatMap(EngineProgress::startTime).orElse(Instant.EPOCH);
    }

    Evidence engineSays(String field, String value, Optional<Instant> time) {
        return new Evidence(
                observed.engineObject(),
                field,
                value,
                time.map(Instant::toString).orElse(""));
    }
}

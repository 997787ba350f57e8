package io.kubesphere.ai.standalone.runner.jobs;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A pod as its job looks at it. */
record JobPod(Pod pod) {

    private static final int NO_INDEX = -1;

    String uid() {
        return pod.getMetadata().getUid();
    }

    private PodStatus status() {
        return Optional.ofNullable(pod.getStatus()).orElseGet(PodStatus::new);
    }

    String phase() {
        return Optional.ofNullable(status().getPhase()).orElse("Pending");
    }

    boolean hasSucceeded() {
        return phase().equals("Succeeded");
    }

    boolean hasEnded() {
        return hasSucceeded() || phase().equals("Failed");
    }

    boolean isBeingDeleted() {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    boolean isActive() {
        return !hasEnded() && !isBeingDeleted();
    }

    boolean isTerminating() {
        return !hasEnded() && isBeingDeleted();
    }

    /** Where a pod that is still ending is replaced at once, it counts as failed already. */
    boolean hasFailed(JobSpecs job) {
        return phase().equals("Failed") || (!job.replacesOnlyFailed() && isTerminating());
    }

    boolean isReady() {
        return status().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    /** Not counted yet. */
    boolean isTracked() {
        return pod.getMetadata().getFinalizers().contains(JobNames.FINALIZER);
    }

    boolean isOwnedBy(String jobUid) {
        return pod.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> Boolean.TRUE.equals(owner.getController())
                        && owner.getUid().equals(jobUid));
    }

    OptionalInt index() {
        var index = number(JobNames.INDEX, NO_INDEX);
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** Failures of the same index before this pod. */
    int indexFailures() {
        return number(JobNames.INDEX_FAILURES, 0);
    }

    int ignoredIndexFailures() {
        return number(JobNames.INDEX_IGNORED_FAILURES, 0);
    }

    private int number(String annotation, int otherwise) {
        var annotations =
                Optional.ofNullable(pod.getMetadata().getAnnotations()).orElse(Map.of());
        try {
            return Integer.parseInt(annotations.getOrDefault(annotation, ""));
        } catch (NumberFormatException absent) {
            return otherwise;
        }
    }

    int restarts() {
        return statuses()
                .map(ContainerStatus::getRestartCount)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** Of init containers too. */
    Stream<ContainerStatus> statuses() {
        return Stream.concat(status().getInitContainerStatuses().stream(), status().getContainerStatuses().stream());
    }

    /** When its last container ended; if none has, when its deletion began. */
    Instant finished() {
        return statuses()
                .map(container -> container.getState().getTerminated())
                .filter(ended -> ended != null && ended.getFinishedAt() != null)
                .map(ended -> Instant.parse(ended.getFinishedAt()))
                .max(Comparator.naturalOrder())
                .orElseGet(() ->
                        Instant.parse(Optional.ofNullable(pod.getMetadata().getDeletionTimestamp())
                                .orElse(pod.getMetadata().getCreationTimestamp())));
    }

    /** Those that are least of a loss first: not ready, not scheduled, not running, young. */
    static Comparator<JobPod> leastLossFirst() {
        return Comparator.comparing((JobPod each) -> each.pod.getSpec().getNodeName() != null)
                .thenComparing(each -> each.phase().equals("Running"))
                .thenComparing(JobPod::isReady)
                .thenComparing(Comparator.comparing(
                                (JobPod each) -> each.pod.getMetadata().getCreationTimestamp())
                        .reversed());
    }
}

package io.kubesphere.ai.observability.control;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.observability.RunRef;
import io.kubesphere.ai.observability.store.StreamKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The started instances of a pod's containers whose log a node may have: the present one and the one before. */
final class Instances {
    private static final String INDEX = "batch.kubernetes.io/job-completion-index";

    private Instances() {}

    /** What an instance is doing. */
    enum State {
        RUNNING,
        /** It has ended, and none was started since. */
        ENDED,
        /** It has ended, and the next one was started. */
        PREVIOUS
    }

    /** One instance of a container; {@code finish} by the clock of its node, as whole seconds. */
    record Instance(StreamKey key, State state, Optional<Instant> finish) {}

    /** None for a pod that belongs to no run. */
    static List<Instance> of(Pod pod) {
        var labels = labels(pod);
        var uid = labels.getOrDefault(Labels.RUN_UID, "");
        if (uid.isEmpty() || pod.getStatus() == null) {
            return List.of();
        }
        var run = new RunRef(pod.getMetadata().getNamespace(), uid);
        var found = new ArrayList<Instance>();
        statuses(pod).forEach(container -> {
            var count = Objects.requireNonNullElse(container.getRestartCount(), 0);
            var before = container.getLastState() == null
                    ? null
                    : container.getLastState().getTerminated();
            if (isReplaced(container) && count > 0 && wasStarted(before)) {
                found.add(new Instance(key(run, pod, container, count - 1), State.PREVIOUS, finish(before)));
            }
            present(container, before)
                    .ifPresent(seen ->
                            found.add(new Instance(key(run, pod, container, count), seen.state(), seen.finish())));
        });
        return List.copyOf(found);
    }

    private static Stream<ContainerStatus> statuses(Pod pod) {
        return Stream.concat(
                pod.getStatus().getInitContainerStatuses().stream(), pod.getStatus().getContainerStatuses().stream());
    }

    private static Map<String, String> labels(Pod pod) {
        return Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.of());
    }

    private static StreamKey key(RunRef run, Pod pod, ContainerStatus container, int restart) {
        var meta = pod.getMetadata();
        return new StreamKey(run, meta.getName(), meta.getUid(), rank(labels(pod)), container.getName(), restart);
    }

    private static OptionalInt rank(Map<String, String> labels) {
        var index = labels.getOrDefault(INDEX, "");
        return index.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(index)) : OptionalInt.empty();
    }

    private record Seen(State state, Optional<Instant> finish) {}

    /** While a container waits to be started again, its last state is that of its newest instance. */
    private static Optional<Seen> present(ContainerStatus container, ContainerStateTerminated before) {
        var state = container.getState();
        if (state == null) {
            return Optional.empty();
        }
        if (state.getRunning() != null) {
            return Optional.of(new Seen(State.RUNNING, Optional.empty()));
        }
        var end = state.getTerminated() != null ? state.getTerminated() : before;
        return wasStarted(end) ? Optional.of(new Seen(State.ENDED, finish(end))) : Optional.empty();
    }

    private static boolean isReplaced(ContainerStatus container) {
        var state = container.getState();
        return state != null && (state.getRunning() != null || state.getTerminated() != null);
    }

    private static Optional<Instant> finish(ContainerStateTerminated end) {
        return Optional.ofNullable(end.getFinishedAt()).map(Instant::parse);
    }

    /** A pod that is evicted before its containers start says that they have ended. */
    private static boolean wasStarted(ContainerStateTerminated end) {
        return end != null
                && (!Objects.requireNonNullElse(end.getStartedAt(), "").isEmpty()
                        || !Objects.requireNonNullElse(end.getContainerID(), "").isEmpty());
    }

    /** How often the container has been started again; empty when the pod does not say. */
    static OptionalInt restarts(Pod pod, String container) {
        return statuses(pod)
                .filter(status -> status.getName().equals(container))
                .mapToInt(status -> Objects.requireNonNullElse(status.getRestartCount(), 0))
                .findFirst();
    }
}

package io.kubesphere.ai.kernel.workload;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.kubesphere.ai.kernel.workload.ContainerView.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A pod of a run, as policies ask about it. */
record WorkerPod(Pod pod) {
    private static final String INDEX = "batch.kubernetes.io/job-completion-index";

    /** Written by whoever makes the pod, read by kubectl too. */
    private static final String DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";

    /** A pod that nobody has looked at yet has none. */
    private PodStatus status() {
        return Optional.ofNullable(pod.getStatus()).orElseGet(PodStatus::new);
    }

    String name() {
        return pod.getMetadata().getName();
    }

    OptionalInt rank() {
        var index = Optional.ofNullable(labels().get(INDEX))
                .orElseGet(() -> annotations().getOrDefault(INDEX, ""));
        return index.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(index)) : OptionalInt.empty();
    }

    /** For people: pods come and go, a rank stays. */
    String title() {
        return rank().isPresent() ? "worker " + rank().getAsInt() : "worker " + name();
    }

    Map<String, String> labels() {
        return Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.of());
    }

    private Map<String, String> annotations() {
        return Objects.requireNonNullElse(pod.getMetadata().getAnnotations(), Map.of());
    }

    Instant created() {
        return Timestamps.parse(pod.getMetadata().getCreationTimestamp()).orElse(Instant.EPOCH);
    }

    /** When its node took it up. */
    Optional<Instant> startedAt() {
        return Timestamps.parse(status().getStartTime());
    }

    String phase() {
        return Objects.requireNonNullElse(status().getPhase(), "");
    }

    /** Why it failed as a whole, in the node's words; empty when its containers tell. */
    String reason() {
        return Objects.requireNonNullElse(status().getReason(), "");
    }

    String message() {
        return Objects.requireNonNullElse(status().getMessage(), "");
    }

    boolean hasEnded() {
        return phase().equals("Succeeded") || phase().equals("Failed");
    }

    boolean hasSucceeded() {
        return phase().equals("Succeeded");
    }

    boolean hasFailed() {
        return phase().equals("Failed");
    }

    boolean isDeleting() {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    /** When somebody asked for its deletion; the timestamp itself says when its grace ends. */
    Optional<Instant> deletedAt() {
        var grace = Objects.requireNonNullElse(pod.getMetadata().getDeletionGracePeriodSeconds(), 0L);
        return Timestamps.parse(pod.getMetadata().getDeletionTimestamp()).map(end -> end.minusSeconds(grace));
    }

    boolean hasNode() {
        return pod.getSpec().getNodeName() != null
                && !pod.getSpec().getNodeName().isEmpty();
    }

    Optional<PodCondition> condition(String type) {
        return status().getConditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst();
    }

    Optional<PodCondition> condition(String type, String status) {
        return condition(type).filter(condition -> status.equals(condition.getStatus()));
    }

    /** All that the node has reported, in the order in which they start. */
    List<ContainerView> containers() {
        return Stream.concat(
                        status().getInitContainerStatuses().stream()
                                .map(status -> new ContainerView(this, initRole(status), status)),
                        status().getContainerStatuses().stream()
                                .map(status -> new ContainerView(this, role(status), status)))
                .toList();
    }

    List<ContainerView> containers(Role role) {
        return containers().stream()
                .filter(container -> container.role() == role)
                .toList();
    }

    /** Absent before the node has reported it. */
    Optional<ContainerView> program() {
        return containers(Role.PROGRAM).stream().findFirst();
    }

    boolean programRuns() {
        return program().flatMap(ContainerView::running).isPresent();
    }

    boolean programEndedWell() {
        return program().filter(ContainerView::endedWell).isPresent();
    }

    /** The program is or was there, so everything before it has gone well. */
    boolean hasStarted() {
        return hasEnded()
                || programRuns()
                || program().flatMap(ContainerView::terminated).isPresent();
    }

    private Role initRole(ContainerStatus status) {
        return pod.getSpec().getInitContainers().stream()
                .filter(container -> container.getName().equals(status.getName()))
                .filter(container -> "Always".equals(container.getRestartPolicy()))
                .findFirst()
                .map(container -> Role.SIDECAR)
                .orElse(Role.INIT);
    }

    private Role role(ContainerStatus status) {
        return status.getName().equals(programName()) ? Role.PROGRAM : Role.COMPANION;
    }

    private String programName() {
        var names =
                pod.getSpec().getContainers().stream().map(Container::getName).toList();
        var named = annotations().getOrDefault(DEFAULT_CONTAINER, "");
        return names.contains(named) ? named : names.stream().findFirst().orElse("");
    }

    Evidence evidence(String field, String value, String time) {
        return new Evidence("Pod/" + name(), field, value, Objects.requireNonNullElse(time, ""));
    }

    Evidence evidence(PodCondition condition) {
        var reason = Objects.requireNonNullElse(condition.getReason(), condition.getStatus());
        var message = Objects.requireNonNullElse(condition.getMessage(), "");
        return evidence(
                "status.conditions[" + condition.getType() + "]",
                message.isEmpty() ? reason : reason + ": " + message,
                condition.getLastTransitionTime());
    }
}

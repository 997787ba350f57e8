package io.kubesphere.ai.kernel.workload;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateRunning;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** A container of a worker, as its node last reported it. */
record ContainerView(WorkerPod pod, Role role, ContainerStatus status) {

    /** What a container is there for. */
    enum Role {
        /** The user's program. */
        PROGRAM,
        /** Runs to its end before the program. */
        INIT,
        /** Runs beside the program from before it starts until after it has ended. */
        SIDECAR,
        /** Somebody put it beside the program. */
        COMPANION
    }

    String name() {
        return status.getName();
    }

    String image() {
        return Objects.requireNonNullElse(status.getImage(), "");
    }

    private Optional<ContainerState> state() {
        return Optional.ofNullable(status.getState());
    }

    Optional<ContainerStateWaiting> waiting() {
        return state().map(ContainerState::getWaiting);
    }

    Optional<ContainerStateRunning> running() {
        return state().map(ContainerState::getRunning);
    }

    Optional<ContainerStateTerminated> terminated() {
        return state().map(ContainerState::getTerminated);
    }

    /** How it ended before it was started again. */
    Optional<ContainerStateTerminated> lastTerminated() {
        return Optional.ofNullable(status.getLastState()).map(ContainerState::getTerminated);
    }

    String waitingReason() {
        return waiting().map(ContainerStateWaiting::getReason).orElse("");
    }

    String waitingMessage() {
        return waiting().map(ContainerStateWaiting::getMessage).orElse("");
    }

    Optional<Instant> endedAt() {
        return terminated().flatMap(end -> Timestamps.parse(end.getFinishedAt()));
    }

    boolean endedWell() {
        return terminated().filter(end -> end.getExitCode() == 0).isPresent();
    }

    boolean endedBadly() {
        return terminated().isPresent() && !endedWell();
    }

    /** What it waits for, in the node's own words. */
    Evidence waitingEvidence() {
        var message = waitingMessage();
        return evidence("state.waiting", message.isEmpty() ? waitingReason() : waitingReason() + ": " + message, "");
    }

    Evidence evidence(String field, String value, String time) {
        var list = role == Role.INIT || role == Role.SIDECAR ? "initContainerStatuses" : "containerStatuses";
        return pod.evidence("status." + list + "[" + name() + "]." + field, value, time);
    }
}

package io.kubesphere.ai.standalone.runner.kubelet;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.kubesphere.ai.standalone.runner.state.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A container at one moment, and how its status reports that. */
record ContainerView(
        ContainerUnit unit,
        ContainerHistory history,
        Optional<Long> runningSinceMillis,
        Optional<Waiting> waiting,
        boolean ready) {

    /** @param otherwise the reason for waiting when there is none of its own */
    ContainerStatus status(String otherwise) {
        var isRunning = unit.isRunning();
        var isWaiting = !isRunning && (waiting.isPresent() || history.last().isEmpty());
        // What is reported as the state is not the last state as well.
        var past = isRunning || isWaiting ? history.last() : history.previous();
        var succeededInit = unit.role() == Role.INIT
                && !isRunning
                && history.last().map(Outcome::succeeded).orElse(false);
        return new ContainerStatusBuilder()
                .withName(unit.name())
                .withImage(unit.spec().getImage())
                .withImageID("")
                .withContainerID(unit.hasBegun() ? unit.containerId(history.newest()) : null)
                .withRestartCount(history.newest())
                .withReady(ready || succeededInit)
                .withStarted(unit.role() != Role.INIT && unit.isStarted())
                .withState(
                        isRunning
                                ? running()
                                : isWaiting ? waiting(otherwise) : ended(history.last(), history.newest()))
                .withLastState(ended(past, isWaiting ? history.newest() : history.newest() - 1))
                .build();
    }

    private ContainerState running() {
        return new ContainerStateBuilder()
                .withNewRunning(runningSinceMillis.map(ContainerView::time).orElse(null))
                .build();
    }

    private ContainerState waiting(String otherwise) {
        return new ContainerStateBuilder()
                .withNewWaiting(
                        waiting.map(Waiting::message).orElse(null),
                        waiting.map(Waiting::reason).orElse(otherwise))
                .build();
    }

    private ContainerState ended(Optional<Outcome> outcome, int attempt) {
        return outcome.map(known -> terminated(known, unit.containerId(attempt)))
                .orElseGet(ContainerState::new);
    }

    static ContainerState terminated(Outcome outcome, String containerId) {
        return new ContainerStateBuilder()
                .withNewTerminated()
                .withContainerID(containerId)
                .withExitCode(outcome.exitCode())
                .withSignal(outcome.signal() == 0 ? null : outcome.signal())
                .withReason(outcome.reason())
                .withMessage(outcome.message().isEmpty() ? null : outcome.message())
                .withStartedAt(time(outcome.startedMillis()))
                .withFinishedAt(time(outcome.finishedMillis()))
                .endTerminated()
                .build();
    }

    static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

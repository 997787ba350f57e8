package io.kubesphere.ai.kernel.workload;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.kubesphere.ai.kernel.workload.ContainerView.Role;
import io.kubesphere.ai.kernel.workload.RunFailure.Category;
import io.kubesphere.ai.kernel.workload.WorkerFailures.WorkerFailure;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A container's exit, read as a shell would: above 128 it is a signal. */
final class ContainerFailures {
    /** The runtime could not execute the command; Docker said it in another word. */
    private static final Set<String> NOT_STARTED = Set.of("StartError", "ContainerCannotRun", "RunContainerError");

    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final int SIGINT = 130;
    private static final int SIGKILL = 137;
    private static final int SIGTERM = 143;

    /** SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV. */
    private static final Set<Integer> CRASHES = Set.of(132, 133, 134, 135, 136, 139);

    private ContainerFailures() {}

    /** A sidecar's exit code fails no pod; that of anything else does. */
    static Optional<WorkerFailure> of(WorkerPod pod) {
        return pod.containers().stream()
                .filter(container -> container.role() != Role.SIDECAR)
                .filter(container -> container.role() != Role.INIT || pod.hasFailed())
                .filter(ContainerView::endedBadly)
                .findFirst()
                .map(ContainerFailures::failure);
    }

    private static WorkerFailure failure(ContainerView container) {
        var end = container.terminated().orElseThrow();
        var reason = reason(container, end);
        var pod = container.pod();
        var failure = new RunFailure(
                category(reason),
                reason,
                OptionalInt.of(end.getExitCode()),
                Optional.of(pod.name()),
                Optional.of(container.name()),
                message(container, reason, end),
                List.of(Preparations.ended(container, "state", end)));
        return new WorkerFailure(pod, container.endedAt().orElse(pod.created()), failure);
    }

    private static Reason reason(ContainerView container, ContainerStateTerminated end) {
        var said = Objects.requireNonNullElse(end.getReason(), "");
        if (said.equals("OOMKilled")) {
            return FailureReason.OutOfMemory;
        }
        if (NOT_STARTED.contains(said)) {
            return StartReason.ProgramNotStarted;
        }
        return container.role() == Role.INIT ? StartReason.PreparationFailed : reason(end.getExitCode());
    }

    private static Reason reason(int exitCode) {
        return switch (exitCode) {
            case NOT_EXECUTABLE -> FailureReason.CommandNotExecutable;
            case NOT_FOUND -> FailureReason.CommandNotFound;
            case SIGKILL -> FailureReason.ProgramKilled;
            case SIGTERM, SIGINT -> FailureReason.ProgramTerminated;
            default -> CRASHES.contains(exitCode) ? FailureReason.ProgramCrashed : FailureReason.ProgramFailed;
        };
    }

    private static Category category(Reason reason) {
        if (reason == FailureReason.OutOfMemory) {
            return Category.OutOfMemory;
        }
        if (reason == StartReason.PreparationFailed) {
            return Category.Inputs;
        }
        return reason == StartReason.ProgramNotStarted ? Category.Config : Category.Program;
    }

    private static String message(ContainerView container, Reason reason, ContainerStateTerminated end) {
        var who = container.pod().title() + (container.role() == Role.PROGRAM ? "" : ", container " + container.name());
        if (reason == FailureReason.OutOfMemory) {
            return reason.meaning() + ": " + who;
        }
        var how = reason.meaning() + ": " + who + ", exit code " + end.getExitCode();
        return container.role() == Role.INIT ? how + Preparations.lastWords(end) : how;
    }
}

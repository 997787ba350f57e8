package io.kubesphere.ai.kernel.workload;

import io.fabric8.kubernetes.api.model.PodCondition;
import io.kubesphere.ai.kernel.workload.ContainerView.Role;
import io.kubesphere.ai.kernel.workload.EngineProgress.Finish;
import io.kubesphere.ai.kernel.workload.RunFailure.Category;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Why one worker failed. What befell the pod comes before its exit code: that is a consequence then. */
final class WorkerFailures {
    /** The kubelet's words for not taking a pod that the scheduler gave it. */
    private static final Set<String> REJECTED = Set.of(
            "OutOfcpu",
            "OutOfmemory",
            "OutOfpods",
            "OutOfephemeral-storage",
            "NodeAffinity",
            "NodePorts",
            "TopologyAffinityError",
            "SMTAlignmentError",
            "AdmissionFailed",
            "UnexpectedPodAdmission");

    private static final Map<String, Found> POD_REASONS = Map.of(
            "DeadlineExceeded", new Found(Category.Deadline, FailureReason.DeadlineExceeded),
            "NodeLost", infrastructure(FailureReason.NodeLost),
            "UnexpectedAdmissionError", infrastructure(FailureReason.DeviceUnavailable),
            "NodeShutdown", infrastructure(FailureReason.NodeShutdown),
            "Shutdown", infrastructure(FailureReason.NodeShutdown),
            "Terminated", infrastructure(FailureReason.NodeShutdown),
            "Preempting", new Found(Category.Preemption, FailureReason.PreemptedByPriority));

    /** Reasons of the condition DisruptionTarget. */
    private static final Map<String, Found> DISRUPTIONS = Map.of(
            "PreemptionByScheduler", new Found(Category.Preemption, FailureReason.PreemptedByPriority),
            "DeletionByTaintManager", infrastructure(FailureReason.TaintEvicted),
            "EvictionByEvictionAPI", infrastructure(FailureReason.WorkerDrained),
            "DeletionByPodGC", infrastructure(FailureReason.NodeLost),
            "TerminationByKubelet", infrastructure(FailureReason.NodePressure));

    private WorkerFailures() {}

    /** What is wrong, without where. */
    private record Found(Category category, Reason reason) {}

    /** A failed worker, and when it failed. */
    record WorkerFailure(WorkerPod pod, Instant at, RunFailure failure) {}

    private static Found infrastructure(Reason reason) {
        return new Found(Category.Infrastructure, reason);
    }

    static Optional<WorkerFailure> of(Scene scene, WorkerPod pod) {
        if (pod.hasSucceeded()) {
            return Optional.empty();
        }
        return befell(pod)
                .or(() -> ContainerFailures.of(pod).filter(failed -> !isConsequence(pod, failed)))
                .or(() -> pod.isDeleting() ? deleted(scene, pod) : unexplained(pod));
    }

    /** A program that is asked to end exits with an error, and that says nothing about it. */
    private static boolean isConsequence(WorkerPod pod, WorkerFailure failed) {
        var reason = failed.failure().reason();
        var obeyed = reason == FailureReason.ProgramTerminated || reason == FailureReason.ProgramKilled;
        return pod.deletedAt()
                .filter(time ->
                        failed.at().isAfter(time) || (obeyed && failed.at().equals(time)))
                .isPresent();
    }

    private static Optional<WorkerFailure> befell(WorkerPod pod) {
        return ofReason(pod)
                .map(found -> failure(pod, found, status(pod)))
                .or(() -> pod.condition("DisruptionTarget", "True").map(why -> disrupted(pod, why)));
    }

    private static Optional<Found> ofReason(WorkerPod pod) {
        if (pod.reason().equals("Evicted")) {
            return Optional.of(infrastructure(
                    isAboutItsDisk(pod.message()) ? FailureReason.DiskLimitExceeded : FailureReason.NodePressure));
        }
        return REJECTED.contains(pod.reason())
                ? Optional.of(infrastructure(FailureReason.RejectedByNode))
                : Optional.ofNullable(POD_REASONS.get(pod.reason()));
    }

    /** Not the node's disk but the pod's own limit. */
    private static boolean isAboutItsDisk(String message) {
        return message.contains("exceeds the total limit of containers")
                || message.contains("exceeded its local ephemeral storage limit")
                || message.contains("exceeds the limit");
    }

    private static WorkerFailure disrupted(WorkerPod pod, PodCondition condition) {
        var reason = Objects.requireNonNullElse(condition.getReason(), "");
        var found = DISRUPTIONS.getOrDefault(reason, infrastructure(FailureReason.WorkerDeleted));
        return failure(pod, found, pod.evidence(condition));
    }

    /**
     * Engines delete healthy pods when they pause, restart, or have decided; only one that went before that, and that
     * nothing has replaced yet, is a loss.
     */
    private static Optional<WorkerFailure> deleted(Scene scene, WorkerPod pod) {
        var decided = scene.engine().decided().or(scene.engine()::finish).flatMap(Finish::time);
        var isOrderly = pod.deletedAt()
                .filter(time -> decided.filter(end -> !time.isBefore(end)).isPresent())
                .isPresent();
        if (isOrderly || !scene.current().contains(pod)) {
            return Optional.empty();
        }
        var time = pod.deletedAt().map(Instant::toString).orElse("");
        var evidence = pod.evidence("metadata.deletionTimestamp", "being deleted", time);
        return Optional.of(failure(pod, infrastructure(FailureReason.WorkerDeleted), evidence));
    }

    private static Optional<WorkerFailure> unexplained(WorkerPod pod) {
        return pod.hasFailed()
                ? Optional.of(failure(pod, new Found(Category.Unknown, FailureReason.WorkersFailed), status(pod)))
                : Optional.empty();
    }

    private static Evidence status(WorkerPod pod) {
        return pod.reason().isEmpty()
                ? pod.evidence("status.phase", pod.phase(), "")
                : pod.evidence("status.reason", pod.reason() + ": " + pod.message(), "");
    }

    private static WorkerFailure failure(WorkerPod pod, Found found, Evidence evidence) {
        var failure = new RunFailure(
                found.category(),
                found.reason(),
                OptionalInt.empty(),
                Optional.of(pod.name()),
                Optional.empty(),
                found.reason().meaning() + ": " + pod.title(),
                List.of(evidence));
        return new WorkerFailure(pod, time(pod), failure);
    }

    /** The earliest sign: what follows is only the pod's end. */
    private static Instant time(WorkerPod pod) {
        return pod.condition("DisruptionTarget", "True")
                .flatMap(condition -> Timestamps.parse(condition.getLastTransitionTime()))
                .or(() -> pod.containers(Role.PROGRAM).stream()
                        .flatMap(program -> program.endedAt().stream())
                        .findFirst())
                .or(pod::deletedAt)
                .orElse(pod.created());
    }
}

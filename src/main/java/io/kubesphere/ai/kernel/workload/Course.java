package io.kubesphere.ai.kernel.workload;

import io.fabric8.kubernetes.api.model.ContainerStateRunning;
import io.kubesphere.ai.kernel.workload.ContainerView.Role;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All workers have come up: do they run, hang, or end? */
final class Course {
    private Course() {}

    static Optional<Verdict> decide(Scene scene) {
        return Stream.<Policy>of(Course::ended, Course::unreachable, Course::stalled, Course::sidecarFailing)
                .map(policy -> policy.decide(scene))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Verdict> ended(Scene scene) {
        if (scene.current().stream().anyMatch(WorkerPod::programRuns)) {
            return Optional.empty();
        }
        return Optional.of(scene.live().stream()
                .findFirst()
                .map(Course::beside)
                .orElseGet(() -> verdict(Phase.Running, RunReason.Finishing, succeeded(scene))));
    }

    /** The program has ended and the pod has not: something beside it still works, or does not know of its end. */
    private static Verdict beside(WorkerPod pod) {
        return runs(pod, Role.SIDECAR)
                .map(sidecar -> verdict(Phase.Running, RunReason.StoringOutputs, sidecar))
                .or(() -> runs(pod, Role.COMPANION)
                        .map(companion -> verdict(Phase.Running, RunReason.WorkerKeptAlive, companion)))
                .orElseGet(() ->
                        verdict(Phase.Running, RunReason.Finishing, pod.evidence("status.phase", pod.phase(), "")));
    }

    private static Optional<Evidence> runs(WorkerPod pod, Role role) {
        return pod.containers(role).stream()
                .filter(container -> container.running().isPresent())
                .findFirst()
                .map(container -> container.evidence("state", "running", ""));
    }

    private static Evidence succeeded(Scene scene) {
        return scene.engineSays(
                "status.succeeded", Integer.toString(scene.engine().succeeded()), Optional.empty());
    }

    /**
     * The node's own report is stale. The node controller takes only Ready from a pod then, and leaves it to the taint
     * manager to delete it, five minutes later.
     */
    private static Optional<Verdict> unreachable(Scene scene) {
        return scene.current().stream()
                .filter(pod -> !pod.hasEnded())
                .filter(Course::isUnreachable)
                .findFirst()
                .map(pod -> Verdict.of(
                        Phase.Stalled,
                        RunReason.NodeUnreachable,
                        pod.title() + " on " + pod.pod().getSpec().getNodeName(),
                        List.of(pod.condition("Ready")
                                .map(pod::evidence)
                                .orElseGet(() -> pod.evidence("status.phase", pod.phase(), "")))));
    }

    private static boolean isUnreachable(WorkerPod pod) {
        var isReadyButForItsNode = pod.condition("Ready", "False").isPresent()
                && pod.condition("ContainersReady", "True").isPresent()
                && pod.pod().getSpec().getReadinessGates().isEmpty();
        return pod.phase().equals("Unknown") || isReadyButForItsNode;
    }

    private static Optional<Verdict> stalled(Scene scene) {
        var patience = scene.observed().stallAfter();
        var last = lastSign(scene);
        if (patience.isZero() || last.isEmpty()) {
            return Optional.empty();
        }
        return last.filter(sign -> sign.plus(patience).isBefore(scene.observed().now()))
                .map(sign -> verdict(
                        Phase.Stalled,
                        RunReason.NoProgress,
                        scene.engineSays("lastProgress", sign.toString(), Optional.of(sign))));
    }

    /** Silence is counted from the start at the earliest, so a run that was restarted has its time again. */
    private static Optional<Instant> lastSign(Scene scene) {
        return Stream.concat(scene.observed().lastProgress().stream(), starts(scene))
                .max(Comparator.naturalOrder());
    }

    private static Stream<Instant> starts(Scene scene) {
        return scene.current().stream()
                .flatMap(pod -> pod.program().flatMap(ContainerView::running).stream())
                .map(ContainerStateRunning::getStartedAt)
                .flatMap(text -> Timestamps.parse(text).stream());
    }

    private static Optional<Verdict> sidecarFailing(Scene scene) {
        return scene.current().stream()
                .filter(WorkerPod::programRuns)
                .flatMap(pod -> Stream.of(Role.SIDECAR, Role.COMPANION).flatMap(role -> pod.containers(role).stream()))
                .filter(container -> container.waitingReason().equals("CrashLoopBackOff"))
                .findFirst()
                .map(container -> Verdict.of(
                        Phase.Running,
                        RunReason.SidecarFailing,
                        "container " + container.name(),
                        Preparations.evidence(container)));
    }

    static Verdict running(Scene scene) {
        var evidence = scene.current().stream()
                .flatMap(pod -> pod.program().stream())
                .flatMap(program -> program
                        .running()
                        .map(ContainerStateRunning::getStartedAt)
                        .map(since -> program.evidence("state.running.startedAt", since, since))
                        .stream())
                .toList();
        return Verdict.of(Phase.Running, RunReason.WorkersRunning, "", evidence);
    }

    private static Verdict verdict(Phase phase, Reason reason, Evidence evidence) {
        return Verdict.of(phase, reason, "", List.of(evidence));
    }
}

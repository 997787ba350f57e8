package io.kubesphere.ai.kernel.workload;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.kubesphere.ai.kernel.workload.ContainerView.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What runs before the program: containers that fetch code and inputs, and those beside it that must be up first. */
final class Preparations {
    private static final String BACKS_OFF = "CrashLoopBackOff";

    private Preparations() {}

    /** Something before the program fails again and again. */
    static Optional<Verdict> failing(Scene scene) {
        return before(scene, Role.INIT)
                .filter(Preparations::isFailingAgain)
                .findFirst()
                .map(container -> verdict(StartReason.PreparationFailed, container))
                .or(() -> before(scene, Role.SIDECAR)
                        .filter(Preparations::isFailingAgain)
                        .findFirst()
                        .map(container -> verdict(RunReason.SidecarFailing, container)));
    }

    private static boolean isFailingAgain(ContainerView container) {
        var restarts = Objects.requireNonNullElse(container.status().getRestartCount(), 0);
        var isDown = container.running().isEmpty() && restarts > 0;
        return isDown || container.waitingReason().equals(BACKS_OFF);
    }

    static Optional<Verdict> running(Scene scene) {
        return before(scene, Role.INIT)
                .filter(container -> container.running().isPresent())
                .findFirst()
                .map(container -> {
                    var since = container.running().orElseThrow().getStartedAt();
                    var evidence = container.evidence("state.running.startedAt", text(since), text(since));
                    return Verdict.of(Phase.Preparing, StartReason.PreparingInputs, "", List.of(evidence));
                });
    }

    private static Stream<ContainerView> before(Scene scene, Role role) {
        return scene.current().stream()
                .filter(pod -> !pod.hasStarted() && !pod.isDeleting())
                .flatMap(pod -> pod.containers(role).stream());
    }

    private static Verdict verdict(Reason reason, ContainerView container) {
        var end = container.terminated().or(container::lastTerminated);
        var who = "container " + container.name()
                + end.map(Preparations::lastWords).orElse("");
        return Verdict.of(Phase.Preparing, reason, who, evidence(container));
    }

    /** Why it ended, as an addition to a sentence: one line, and of a log that stands in for the words its last. Empty without. */
    static String lastWords(ContainerStateTerminated end) {
        return text(end.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce((earlier, later) -> later)
                .map(line -> ": " + line)
                .orElse("");
    }

    /** How it is, and how it ended before. */
    static List<Evidence> evidence(ContainerView container) {
        var evidence = new ArrayList<Evidence>();
        if (container.waiting().isPresent()) {
            evidence.add(container.waitingEvidence());
        }
        container.terminated().map(end -> ended(container, "state", end)).ifPresent(evidence::add);
        container
                .lastTerminated()
                .map(end -> ended(container, "lastState", end))
                .ifPresent(evidence::add);
        return evidence;
    }

    static Evidence ended(ContainerView container, String state, ContainerStateTerminated end) {
        var message = text(end.getMessage()).strip();
        var words = text(end.getReason()) + ", exit code " + end.getExitCode();
        return container.evidence(
                state + ".terminated", message.isEmpty() ? words : words + ": " + message, end.getFinishedAt());
    }

    private static String text(String text) {
        return Objects.requireNonNullElse(text, "");
    }
}

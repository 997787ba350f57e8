package io.kubesphere.ai.kernel.workload;

import io.kubesphere.ai.kernel.workload.EngineProgress.Finish;
import io.kubesphere.ai.kernel.workload.RunFailure.Category;
import io.kubesphere.ai.kernel.workload.WorkerFailures.WorkerFailure;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what came first: when one worker fails the others follow, and their exit codes mislead. */
final class RunFailures {
    /** The word of the Job controller and of Kubeflow Trainer. */
    private static final String DEADLINE = "DeadlineExceeded";

    /** What keeps a run from its program until its deadline comes. */
    private record Hindrance(Policy policy, Category category) {}

    private static final List<Hindrance> HINDRANCES = List.of(
            new Hindrance(SchedulingTroubles::decide, Category.Infrastructure),
            new Hindrance(ImageTroubles::decide, Category.Image),
            new Hindrance(ContainerTroubles::decide, Category.Config));

    private RunFailures() {}

    static Optional<RunFailure> of(Scene scene) {
        return scene.engine().finish().filter(finish -> !finish.success()).map(finish -> of(scene, finish));
    }

    private static RunFailure of(Scene scene, Finish finish) {
        var said = EngineVerdicts.said(scene, "Failed", finish);
        if (finish.reason().equals(DEADLINE)) {
            return deadline(scene, said);
        }
        if (finish.reason().contains("NotSupported")) {
            return unexplained(Category.Infrastructure, FailureReason.EngineUnfit, said);
        }
        return first(scene)
                .map(failure -> with(said, failure))
                .orElseGet(() -> unexplained(Category.Unknown, FailureReason.WorkersFailed, said));
    }

    /** A run that never came to its program has failed for what kept it from there. */
    private static RunFailure deadline(Scene scene, Evidence said) {
        var hasStarted = scene.current().stream().anyMatch(WorkerPod::hasStarted);
        return HINDRANCES.stream()
                .filter(hindrance -> !hasStarted)
                .flatMap(hindrance -> hindrance.policy().decide(scene).stream()
                        .map(verdict -> hindered(hindrance.category(), verdict.explanation(), said)))
                .findFirst()
                .orElseGet(() -> unexplained(Category.Deadline, FailureReason.DeadlineExceeded, said));
    }

    private static RunFailure hindered(Category category, Explanation why, Evidence said) {
        var reason = FailureReason.DeadlineExceeded;
        var cause = why.message().substring(0, 1).toLowerCase(Locale.ROOT)
                + why.message().substring(1);
        return new RunFailure(
                category,
                reason,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                reason.meaning() + ", and the program never ran: " + cause,
                Stream.concat(Stream.of(said), why.evidence().stream()).toList());
    }

    private static RunFailure unexplained(Category category, Reason reason, Evidence said) {
        return new RunFailure(
                category,
                reason,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                reason.meaning(),
                List.of(said));
    }

    private static RunFailure with(Evidence said, RunFailure failure) {
        return new RunFailure(
                failure.category(),
                failure.reason(),
                failure.exitCode(),
                failure.pod(),
                failure.container(),
                failure.message(),
                Stream.concat(Stream.of(said), failure.evidence().stream()).toList());
    }

    /** The first failure of the last attempt: of each rank the newest pod that failed, and of these the earliest. */
    static Optional<RunFailure> first(Scene scene) {
        return perRank(scene).min(Comparator.comparing(WorkerFailure::at)).map(WorkerFailure::failure);
    }

    /** The first failure among the pods that are now: nothing has replaced them yet. */
    static Optional<RunFailure> unreplaced(Scene scene) {
        return perRank(scene)
                .filter(failed -> scene.current().contains(failed.pod()))
                .min(Comparator.comparing(WorkerFailure::at))
                .map(WorkerFailure::failure);
    }

    /** The first failure that is not made good: no pod of its rank runs the program again. */
    static Optional<RunFailure> open(Scene scene) {
        return perRank(scene)
                .filter(failed -> scene.current().stream()
                        .filter(pod -> pod.title().equals(failed.pod().title()))
                        .allMatch(pod -> pod.equals(failed.pod()) || !pod.hasStarted()))
                .min(Comparator.comparing(WorkerFailure::at))
                .map(WorkerFailure::failure);
    }

    private static Stream<WorkerFailure> perRank(Scene scene) {
        return scene.pods().stream()
                .flatMap(pod -> WorkerFailures.of(scene, pod).stream())
                .filter(failed -> !failed.at().isBefore(scene.started()))
                .collect(Collectors.toMap(failed -> failed.pod().title(), failed -> failed, (older, newer) -> newer))
                .values()
                .stream();
    }
}

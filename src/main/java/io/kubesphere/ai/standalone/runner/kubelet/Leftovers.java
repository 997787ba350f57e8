package io.kubesphere.ai.standalone.runner.kubelet;

import io.kubesphere.ai.standalone.runner.state.AttemptDirectory;
import io.kubesphere.ai.standalone.runner.state.PodDirectory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Ends and removes what a pod has left that the API server does not know any more. */
final class Leftovers {

    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration PERIOD = Duration.ofMillis(50);

    private final Runs runs;
    private final PodDirectory directory;
    private Optional<Long> askedNanos = Optional.empty();

    Leftovers(Runs runs, PodDirectory directory) {
        this.runs = runs;
        this.directory = directory;
    }

    /** Answers when to come back; empty once nothing is left. */
    Optional<Duration> clear() {
        var open = directory.containers().stream()
                .flatMap(container -> directory.attempts(container).stream())
                .filter(attempt -> attempt.outcome().isEmpty())
                .toList();
        if (!open.isEmpty() && !areOver(open)) {
            return Optional.of(PERIOD);
        }
        directory.ref().ifPresent(runs.logs()::forget);
        directory.delete();
        return Optional.empty();
    }

    private boolean areOver(List<AttemptDirectory> open) {
        var now = System.nanoTime();
        if (askedNanos.isEmpty()) {
            askedNanos = Optional.of(now);
            open.forEach(attempt -> runs.tree(attempt).terminate());
        }
        var left = GRACE.minusNanos(now - askedNanos.get());
        var allEnded = open.stream().allMatch(attempt -> hasEnded(attempt));
        if (!allEnded && !left.isNegative()) {
            return false;
        }
        // No short cut: every tree has to be killed in each round.
        return open.stream().map(attempt -> runs.tree(attempt).kill()).reduce(true, Boolean::logicalAnd);
    }

    private boolean hasEnded(AttemptDirectory attempt) {
        return attempt.exitCode().isPresent()
                || attempt.claim().map(claim -> !runs.table().isAlive(claim)).orElseGet(attempt::cancel);
    }
}

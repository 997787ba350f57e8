package io.kubesphere.ai.standalone.runner.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.kubesphere.ai.standalone.runner.state.AttemptDirectory;
import io.kubesphere.ai.standalone.runner.state.Outcome;
import java.util.Optional;

/** One run of a container's program, from its start to its outcome. Nothing here waits. */
final class Run {

    private static final int KILLED = 137;
    private static final long CLAIM_NANOS = 5_000_000_000L;
    private static final long STUBBORN_NANOS = 10_000_000_000L;

    private final Runs runs;
    private final Runs.Owner owner;
    private final AttemptDirectory attempt;
    private final Optional<Process> process;
    private final long sinceNanos = System.nanoTime();
    private Optional<Long> firstKillNanos = Optional.empty();
    private boolean cancelled;

    Run(Runs runs, Runs.Owner owner, AttemptDirectory attempt, Optional<Process> process) {
        this.runs = runs;
        this.owner = owner;
        this.attempt = attempt;
        this.process = process;
    }

    AttemptDirectory attempt() {
        return attempt;
    }

    /** Whether somebody must look whether it is over, because it is not this JVM's child. */
    boolean isAdopted() {
        return process.isEmpty();
    }

    /** Whether the program has ended. Of an adopted run that has not begun yet it is made sure that it never does. */
    boolean isOver() {
        if (attempt.exitCode().isPresent()) {
            return true;
        }
        if (process.isPresent()) {
            return !process.get().isAlive();
        }
        var claim = attempt.claim();
        if (claim.isPresent()) {
            return !runs.table().isAlive(claim.get());
        }
        cancelled = cancelled || attempt.cancel();
        return cancelled || System.nanoTime() - sinceNanos > CLAIM_NANOS;
    }

    /** Whether the program never began, and never will. */
    boolean isCancelled() {
        return cancelled;
    }

    void terminate() {
        runs.tree(attempt).terminate();
    }

    /** To be repeated until the program is over. */
    void kill() {
        if (isStubborn()) {
            runs.tree(attempt).killWrapper();
        }
        runs.tree(attempt).kill();
    }

    /** Kills what the program has left behind; true once nothing is left, or what is left does not go away. */
    boolean sweep() {
        return runs.tree(attempt).kill() || isStubborn();
    }

    private boolean isStubborn() {
        var now = System.nanoTime();
        var first = firstKillNanos.orElse(now);
        firstKillNanos = Optional.of(first);
        return now - first > STUBBORN_NANOS;
    }

    /** Writes down how the run ended, once it is over and swept. */
    Outcome conclude(Container container, boolean killedByUs) {
        runs.logs().end(owner.uid(), owner.container(), attempt);
        var outcome = exitCode(killedByUs)
                .map(code -> outcome(code, container, killedByUs))
                .orElseGet(() -> Outcome.unknown(startedMillis(), runs.clock().millis()));
        attempt.conclude(outcome);
        return outcome;
    }

    private Optional<Integer> exitCode(boolean killedByUs) {
        return attempt.exitCode()
                .or(() -> process.map(Process::exitValue))
                .or(() -> killedByUs ? Optional.of(KILLED) : Optional.empty());
    }

    private Outcome outcome(int code, Container container, boolean killedByUs) {
        var ranOut = code == KILLED && !killedByUs && runs.memoryHasRunOut();
        var failure = ranOut ? "OOMKilled" : "Error";
        return new Outcome(
                code,
                Outcome.signalOf(code),
                code == 0 ? "Completed" : failure,
                new LastWords(attempt).of(container, code),
                startedMillis(),
                attempt.exitedMillis().orElseGet(runs.clock()::millis));
    }

    private long startedMillis() {
        return attempt.startedMillis().orElseGet(runs.clock()::millis);
    }
}

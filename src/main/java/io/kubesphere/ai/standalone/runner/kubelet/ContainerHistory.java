package io.kubesphere.ai.standalone.runner.kubelet;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.kubesphere.ai.standalone.runner.state.AttemptDirectory;
import io.kubesphere.ai.standalone.runner.state.FileTrees;
import io.kubesphere.ai.standalone.runner.state.Outcome;
import io.kubesphere.ai.standalone.runner.state.PodDirectory;
import java.time.Instant;
import java.util.Optional;

/** The runs of a container so far. Of those that are over the last two are kept, as a kubelet does. */
final class ContainerHistory {

    private final PodDirectory directory;
    private final String container;
    private int begun;
    private Optional<Outcome> last = Optional.empty();
    private Optional<Outcome> previous = Optional.empty();

    ContainerHistory(PodDirectory directory, String container) {
        this.directory = directory;
        this.container = container;
    }

    /** How the newest run ended that has ended. */
    Optional<Outcome> last() {
        return last;
    }

    /** How the run before that one ended. */
    Optional<Outcome> previous() {
        return previous;
    }

    /** The number of the newest run. */
    int newest() {
        return Math.max(0, begun - 1);
    }

    /** Reads what is on disk; answers the attempt that may be running still. */
    Optional<AttemptDirectory> recover(Optional<ContainerStatus> known, long nowMillis) {
        if (directory.attempts(container).isEmpty()) {
            known.filter(ContainerHistory::hasRun).ifPresent(status -> lose(status, nowMillis));
        }
        var attempts = directory.attempts(container);
        attempts.forEach(attempt -> {
            begun = attempt.number() + 1;
            attempt.outcome().ifPresent(this::remember);
        });
        return attempts.stream().reduce((older, newer) -> newer).filter(attempt -> attempt.outcome()
                .isEmpty());
    }

    private static boolean hasRun(ContainerStatus status) {
        return Optional.ofNullable(status.getContainerID())
                .filter(id -> !id.isEmpty())
                .isPresent();
    }

    private void lose(ContainerStatus status, long nowMillis) {
        var started = Optional.ofNullable(status.getState())
                .flatMap(state -> Optional.ofNullable(state.getRunning()))
                .flatMap(running -> Optional.ofNullable(running.getStartedAt()))
                .map(time -> Instant.parse(time).toEpochMilli())
                .orElse(nowMillis);
        var attempt = directory.attempt(
                container, Optional.ofNullable(status.getRestartCount()).orElse(0));
        attempt.makeFiles();
        attempt.begin(started);
        attempt.conclude(Outcome.unknown(started, nowMillis));
    }

    private void remember(Outcome outcome) {
        previous = last;
        last = Optional.of(outcome);
    }

    /** Makes the files of another attempt; it counts only once it has begun. */
    AttemptDirectory next() {
        if (begun > 0) {
            directory.attempt(container, begun - 1).deleteFiles();
        }
        if (begun > 1) {
            directory.attempt(container, begun - 2).delete();
        }
        var attempt = directory.attempt(container, begun);
        attempt.deleteFiles();
        FileTrees.delete(attempt.path());
        attempt.makeFiles();
        return attempt;
    }

    void begun(AttemptDirectory attempt) {
        begun = attempt.number() + 1;
    }

    void add(Outcome outcome) {
        remember(outcome);
    }

    /** It turned out that it never came to run. */
    void discard(AttemptDirectory attempt) {
        attempt.delete();
        begun = attempt.number();
    }
}

package io.kubesphere.ai.kernel.workload.agent;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Repeats what may succeed later, after longer and longer waits, until nothing has come through for too long. The waits
 * are drawn at random, so that the workers of a run do not come back all at once.
 */
final class Retries {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final Patience patience;
    private final Duration firstWait;
    private final Journal journal;

    /** How much longer to go on after nothing has come through for {@code sinceTrouble}. */
    interface Patience {
        Duration left(Duration sinceTrouble);
    }

    /** Something that an {@link IOException} ends only for now; {@code progress} says that something came through. */
    interface Attempt<R> {
        R run(Runnable progress) throws IOException;
    }

    Retries(Patience patience, Duration firstWait, Journal journal) {
        this.patience = patience;
        this.firstWait = firstWait;
        this.journal = journal;
    }

    /** For work that may take as long as it moves on. */
    static Retries whilePatient(Duration patience, Journal journal) {
        return new Retries(patience::minus, Duration.ofMillis(500), journal);
    }

    /** For work that must be done at some moment of {@link System#nanoTime()}. */
    static Retries until(long deadline, Journal journal) {
        return new Retries(
                sinceTrouble -> Duration.ofNanos(deadline - System.nanoTime()), Duration.ofMillis(500), journal);
    }

    <R> R run(String what, Attempt<R> attempt) {
        var trouble = new Trouble();
        while (true) {
            try {
                return attempt.run(trouble::isOver);
            } catch (TryAgain later) {
                pause(what, later, trouble.nextWait(later.after()), trouble);
            } catch (IOException broken) {
                pause(what, broken, trouble.nextWait(Optional.empty()), trouble);
            } catch (Problem lasting) {
                throw Problem.of(lasting.code(), "%s failed: %s", what, lasting.getMessage())
                        .because(lasting);
            }
        }
    }

    private void pause(String what, IOException failed, Duration wait, Trouble trouble) {
        var why = why(failed);
        var left = patience.left(trouble.age());
        if (left.isNegative() || left.isZero()) {
            throw Problem.of(Problem.Code.UNAVAILABLE, "%s failed, and so did all further tries: %s", what, why)
                    .because(failed);
        }
        journal.mention(() -> "%s failed: %s; trying again".formatted(what, why));
        try {
            Thread.sleep((left.compareTo(wait) < 0 ? left : wait).toMillis() + 1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Problem.of(Problem.Code.UNAVAILABLE, "%s was stopped", what).because(stopped);
        }
    }

    /** The HTTP client leaves it without a word when nobody listens or the host has no address. */
    private static String why(IOException failed) {
        if (failed.getMessage() == null) {
            return failed instanceof ConnectException
                    ? "no connection"
                    : failed.getClass().getSimpleName();
        }
        return failed.getMessage();
    }

    /** A row of failures without anything in between. */
    private final class Trouble {
        private int failures;
        private long since;

        void isOver() {
            failures = 0;
        }

        Duration age() {
            return Duration.ofNanos(System.nanoTime() - since);
        }

        Duration nextWait(Optional<Duration> asked) {
            if (failures == 0) {
                since = System.nanoTime();
            }
            var longest = firstWait.multipliedBy(1L << Math.min(failures, 10));
            failures++;
            var most = longest.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longest;
            var drawn =
                    Duration.ofMillis(ThreadLocalRandom.current().nextLong(most.toMillis() / 2, most.toMillis() + 1));
            return asked.filter(wait -> wait.compareTo(drawn) > 0).orElse(drawn);
        }
    }
}

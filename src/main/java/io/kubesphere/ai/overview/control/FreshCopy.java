package io.kubesphere.ai.overview.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A copy of something that is costly to get. However many ask, one goes to the source; a copy that is not too old is answered
 * at once while a new one is fetched, and nobody goes to a source that has just failed.
 */
final class FreshCopy<T> {

    /**
     * How old is old.
     *
     * @param fresh for so long nobody asks the source again
     * @param prompt for so long an old copy is answered without waiting for the new one
     * @param kept for so long an old copy is better than none
     * @param pause after a failure
     * @param patience of who has to wait, having no copy at all
     */
    record Ages(Duration fresh, Duration prompt, Duration kept, Duration pause, Duration patience) {}

    /** What there is: a copy, perhaps an old one, and why there is no newer one. */
    record Answer<T>(Optional<T> value, Optional<Problem> problem) {}

    private record Held<T>(T value, Instant at) {}

    private final Supplier<T> source;
    private final Ages ages;
    private final Clock clock;
    private final Executor executor;
    private Optional<Held<T>> held = Optional.empty();
    private Optional<Problem> problem = Optional.empty();
    private Instant notBefore = Instant.MIN;
    private Optional<CompletableFuture<Void>> running = Optional.empty();

    FreshCopy(Supplier<T> source, Ages ages, Clock clock, Executor executor) {
        this.source = source;
        this.ages = ages;
        this.clock = clock;
        this.executor = executor;
    }

    Answer<T> get() {
        var flight = flight();
        if (flight.isPresent()) {
            await(flight.get());
        }
        return answer();
    }

    /** What to wait for; nothing when there is a copy, or the source has just failed. */
    private synchronized Optional<CompletableFuture<Void>> flight() {
        var now = clock.instant();
        forget(now);
        var isFresh =
                held.filter(copy -> now.isBefore(copy.at().plus(ages.fresh()))).isPresent();
        if (isFresh || now.isBefore(notBefore)) {
            return Optional.empty();
        }
        if (running.isEmpty()) {
            var flight = new CompletableFuture<Void>();
            running = Optional.of(flight);
            executor.execute(() -> fetch(flight));
        }
        var isPrompt =
                held.filter(copy -> now.isBefore(copy.at().plus(ages.prompt()))).isPresent();
        return isPrompt ? Optional.empty() : running;
    }

    private void forget(Instant now) {
        held = held.filter(copy -> now.isBefore(copy.at().plus(ages.kept())));
    }

    private void fetch(CompletableFuture<Void> flight) {
        try {
            var value = source.get();
            land(Optional.of(value), Optional.empty());
        } catch (Problem failed) {
            land(Optional.empty(), Optional.of(failed));
        } catch (RuntimeException fault) {
            land(
                    Optional.empty(),
                    Optional.of(Problem.of(Problem.Code.INTERNAL, "%s", String.valueOf(fault.getMessage()))
                            .because(fault)));
        } finally {
            flight.complete(null);
        }
    }

    private synchronized void land(Optional<T> value, Optional<Problem> failure) {
        var now = clock.instant();
        running = Optional.empty();
        problem = failure;
        notBefore = failure.isPresent() ? now.plus(ages.pause()) : Instant.MIN;
        if (value.isPresent()) {
            held = Optional.of(new Held<>(value.get(), now));
        }
    }

    private void await(CompletableFuture<Void> flight) {
        try {
            flight.get(ages.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            note(Problem.of(
                    Problem.Code.UNAVAILABLE,
                    "no answer within %d ms; it is still waited for",
                    ages.patience().toMillis()));
        }
    }

    private synchronized void note(Problem late) {
        problem = problem.or(() -> Optional.of(late));
    }

    private synchronized Answer<T> answer() {
        return new Answer<>(held.map(Held::value), problem);
    }
}

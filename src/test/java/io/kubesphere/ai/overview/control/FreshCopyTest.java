package io.kubesphere.ai.overview.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FreshCopyTest {
    private static final FreshCopy.Ages AGES = new FreshCopy.Ages(
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20));

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-15T12:00:00Z"));
    private final AtomicInteger asked = new AtomicInteger();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private Supplier<Integer> source = asked::incrementAndGet;

    private FreshCopy<Integer> copy(Executor executor) {
        return new FreshCopy<>(() -> source.get(), AGES, clock, executor);
    }

    @Test
    void manyWhoAskAtOnceCostOneQuestion() throws Exception {
        var threads = Executors.newFixedThreadPool(9);
        var go = new CountDownLatch(1);
        source = () -> {
            try {
                go.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return asked.incrementAndGet();
        };
        var copy = copy(threads);
        var answers = new ArrayList<Future<FreshCopy.Answer<Integer>>>();
        for (var i = 0; i < 8; i++) {
            answers.add(threads.submit(copy::get));
        }
        go.countDown();

        for (var answer : answers) {
            assertThat(answer.get().value()).contains(1);
        }
        threads.shutdownNow();
    }

    @Test
    void oldCopyIsAnsweredAtOnceAndReplacedInTheBackground() {
        var immediate = new boolean[] {true};
        var copy = copy(work -> {
            if (immediate[0]) {
                work.run();
            } else {
                later.add(work);
            }
        });
        copy.get();
        immediate[0] = false;
        clock.advance(Duration.ofSeconds(16));

        assertThat(copy.get().value()).contains(1);
        assertThat(copy.get().value()).contains(1);
        assertThat(later).hasSize(1);

        later.poll().run();
        assertThat(copy.get().value()).contains(2);
    }

    @Test
    void copyThatIsTooOldForAtOnceIsWaitedFor() {
        var copy = copy(Runnable::run);
        copy.get();
        clock.advance(Duration.ofSeconds(61));

        assertThat(copy.get().value()).contains(2);
    }

    @Test
    void whileTheSourceFailsTheOldCopyStandsWithTheReasonUntilItIsTooOld() {
        var copy = copy(Runnable::run);
        copy.get();
        source = () -> {
            asked.incrementAndGet();
            throw Problem.of(Problem.Code.UNAVAILABLE, "down");
        };

        clock.advance(Duration.ofMinutes(4));
        assertThat(copy.get().value()).contains(1);
        assertThat(copy.get().problem()).isPresent();
        assertThat(asked).hasValue(2);

        clock.advance(Duration.ofSeconds(6));
        copy.get();
        assertThat(asked).hasValue(3);

        clock.advance(Duration.ofMinutes(1));
        assertThat(copy.get().value()).isEmpty();
    }

    @Test
    void faultOfOursIsAnAnswerToo() {
        source = () -> {
            throw new IllegalStateException("a fault");
        };

        assertThat(copy(Runnable::run).get().problem().orElseThrow().code()).isEqualTo(Problem.Code.INTERNAL);
    }
}

package io.kubesphere.ai.kernel.workload.agent;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Works through a list that may be too long to hold, on several threads; the first failure stops all of them. */
final class Workers {
    private static final int THREADS = 8;
    private static final int SECONDS_TO_STOP = 30;

    private Workers() {}

    static <T> void forEach(Iterator<T> items, Consumer<T> work) {
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var done = new ExecutorCompletionService<Boolean>(threads);
            for (var i = 0; i < THREADS; i++) {
                var unused = done.submit(() -> {
                    for (var item = next(items); item.isPresent(); item = next(items)) {
                        work.accept(item.get());
                    }
                    return true;
                });
            }
            for (var i = 0; i < THREADS; i++) {
                var unused = done.take().get();
            }
        } catch (ExecutionException failed) {
            throw unchecked(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Problem.of(Problem.Code.UNAVAILABLE, "the work was stopped").because(stopped);
        } finally {
            stop(threads);
        }
    }

    private static <T> Optional<T> next(Iterator<T> items) {
        synchronized (items) {
            return !Thread.currentThread().isInterrupted() && items.hasNext()
                    ? Optional.of(items.next())
                    : Optional.empty();
        }
    }

    private static void stop(ExecutorService threads) {
        threads.shutdownNow();
        try {
            var unused = threads.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException failed ? failed : new IllegalStateException(cause);
    }
}

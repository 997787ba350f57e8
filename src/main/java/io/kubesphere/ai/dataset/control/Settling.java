package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Makes claimed contents readable several at a time, since one that comes out of an archive waits for nothing but the object
 * store. So many threads for all archives together.
 */
@ApplicationScoped
class Settling {
    private static final int AT_ONCE = 16;
    private static final int IDLE_SECONDS = 10;

    private final Arrivals arrivals;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            AT_ONCE, AT_ONCE, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Settling::thread);

    Settling(Arrivals arrivals) {
        this.arrivals = arrivals;
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "settling");
        thread.setDaemon(true);
        return thread;
    }

    /** Returns when nothing of it is under way any more; throws what went wrong. */
    void settle(String space, List<Arrival> some) {
        var underWay = some.stream()
                .map(arrival -> CompletableFuture.runAsync(() -> arrivals.settle(space, arrival), threads))
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(underWay).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException known
                    ? known
                    : Problem.of(Problem.Code.INTERNAL, "what an archive holds could not be stored")
                            .because(failed.getCause());
        }
    }
}

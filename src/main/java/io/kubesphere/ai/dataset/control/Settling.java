package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
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

    /** Returns when nothing of it is under way any more; throws what went wrong first. */
    void settle(String space, List<Arrival> some) {
        var underWay = new ArrayList<Future<?>>();
        some.forEach(arrival -> underWay.add(threads.submit(() -> arrivals.settle(space, arrival))));
        var failed = new ArrayList<RuntimeException>();
        for (var one : underWay) {
            await(one, failed);
        }
        if (!failed.isEmpty()) {
            throw failed.get(0);
        }
    }

    private static void await(Future<?> one, List<RuntimeException> failed) {
        try {
            one.get();
        } catch (ExecutionException refused) {
            failed.add(
                    refused.getCause() instanceof RuntimeException known
                            ? known
                            : new IllegalStateException(refused.getCause()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Problem.of(Problem.Code.UNAVAILABLE, "the service is stopping; send the archive again")
                    .because(stopped);
        }
    }
}

package io.kubesphere.ai.kernel.workload.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Collects what several threads find and sends it on when it is much, or old. */
final class Batch<T> {
    private static final int MOST = 500;
    private static final long OLDEST = TimeUnit.SECONDS.toNanos(3);

    private final Consumer<List<T>> send;
    private final List<T> items = new ArrayList<>(MOST);
    private long since = System.nanoTime();

    Batch(Consumer<List<T>> send) {
        this.send = send;
    }

    synchronized void add(T item) {
        items.add(item);
        if (items.size() == MOST || System.nanoTime() - since > OLDEST) {
            flush();
        }
    }

    synchronized void flush() {
        if (!items.isEmpty()) {
            send.accept(List.copyOf(items));
            items.clear();
        }
        since = System.nanoTime();
    }
}

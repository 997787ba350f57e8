package io.kubesphere.ai.observability.control;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs tasks one after the other on threads that many mailboxes share; after each one the others get their turn. */
final class Mailbox {
    private final Executor threads;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    Mailbox(Executor threads) {
        this.threads = threads;
    }

    void post(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            threads.execute(this::runOne);
        }
    }

    private void runOne() {
        try {
            tasks.remove().run();
        } finally {
            if (waiting.decrementAndGet() > 0) {
                threads.execute(this::runOne);
            }
        }
    }
}

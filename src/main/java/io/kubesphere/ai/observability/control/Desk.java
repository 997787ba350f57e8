package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.time.Duration;
import java.util.function.Consumer;

/** Where one follower does its work: a mailbox that takes failures in, and is deaf once it is closed. */
final class Desk {
    private final Workshop shop;
    private final Mailbox mailbox;
    private final Consumer<Problem> away;
    private final Consumer<RuntimeException> broken;
    private volatile boolean closed;

    /**
     * @param away what to do when something cannot be reached at the moment
     * @param broken what to do about a fault of ours
     */
    Desk(Workshop shop, Consumer<Problem> away, Consumer<RuntimeException> broken) {
        this.shop = shop;
        this.mailbox = new Mailbox(shop.threads());
        this.away = away;
        this.broken = broken;
    }

    void post(Runnable task) {
        mailbox.post(() -> {
            if (!closed) {
                attempt(task);
            }
        });
    }

    void later(Duration pause, Runnable task) {
        shop.later(pause, () -> post(task));
    }

    /** Does {@code task} unless closed, and {@code done} in any case. */
    void last(Runnable task, Runnable done) {
        mailbox.post(() -> {
            try {
                if (!closed) {
                    attempt(task);
                }
            } finally {
                done.run();
            }
        });
    }

    private void attempt(Runnable task) {
        try {
            task.run();
        } catch (Problem problem) {
            away.accept(problem);
        } catch (RuntimeException fault) {
            broken.accept(fault);
        }
    }

    void close() {
        closed = true;
    }
}

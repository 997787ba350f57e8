package io.kubesphere.ai.observability.control;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that all streams together keep in memory. */
final class Budget {
    private final long most;
    private final AtomicLong used = new AtomicLong();

    Budget(long most) {
        this.most = most;
    }

    void change(long bytes) {
        used.addAndGet(bytes);
    }

    boolean isExceeded() {
        return used.get() > most;
    }

    long used() {
        return used.get();
    }
}

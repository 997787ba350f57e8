package io.kubesphere.ai.standalone.runner.queue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keys that await a pass. A key that is added several times before its pass is served once, one that is added during its
 * pass once more; no key is served by two threads at a time. A pass that throws is repeated, ever more rarely.
 */
public final class WorkQueue<K> implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(WorkQueue.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);
    private static final int CLOSE_SECONDS = 10;

    private final String name;
    private final Pass<K> pass;
    private final ScheduledThreadPoolExecutor threads;
    private final Map<K, Entry> entries = new HashMap<>();

    public WorkQueue(String name, int threadCount, Pass<K> pass) {
        this.name = name;
        this.pass = pass;
        this.threads = new ScheduledThreadPoolExecutor(threadCount, work -> {
            var thread = new Thread(work, "runner-" + name);
            thread.setDaemon(true);
            return thread;
        });
        threads.setRemoveOnCancelPolicy(true);
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static final class Entry {
        private boolean running;
        private Optional<Duration> again = Optional.empty();
        private int failures;
        private long dueNanos;
        private Optional<ScheduledFuture<?>> timer = Optional.empty();
    }

    /** Asks for a pass as soon as possible. */
    public void add(K key) {
        addAfter(key, Duration.ZERO);
    }

    /** Asks for a pass at the latest after this time. */
    public synchronized void addAfter(K key, Duration delay) {
        var entry = entries.computeIfAbsent(key, unused -> new Entry());
        if (entry.running) {
            entry.again = Optional.of(
                    entry.again.filter(sooner -> sooner.compareTo(delay) <= 0).orElse(delay));
            return;
        }
        schedule(key, entry, delay);
    }

    private void schedule(K key, Entry entry, Duration delay) {
        var due = System.nanoTime() + delay.toNanos();
        if (entry.timer.isPresent()) {
            if (entry.dueNanos - due <= 0) {
                return;
            }
            entry.timer.get().cancel(false);
        }
        entry.dueNanos = due;
        try {
            entry.timer = Optional.of(threads.schedule(() -> run(key, entry), delay.toNanos(), TimeUnit.NANOSECONDS));
        } catch (RejectedExecutionException closed) {
            LOG.debugf("not looked at any more: closed queue=%s key=%s", name, key);
        }
    }

    private void run(K key, Entry entry) {
        synchronized (this) {
            if (entry.running) {
                return;
            }
            entry.timer = Optional.empty();
            entry.running = true;
        }
        var next = Optional.<Duration>empty();
        var failed = true;
        try {
            next = pass.over(key);
            failed = false;
        } catch (RuntimeException e) {
            logFailure(key, entry, e);
        }
        finish(key, entry, next, failed);
    }

    private void logFailure(K key, Entry entry, RuntimeException e) {
        if (threads.isShutdown()) {
            LOG.debugf("pass given up at close queue=%s key=%s cause=%s", name, key, e.getMessage());
        } else if (entry.failures == 0) {
            LOG.debugf(e, "pass failed, trying again queue=%s key=%s", name, key);
        } else {
            LOG.warnf(e, "pass failed again queue=%s key=%s times=%d", name, key, entry.failures + 1);
        }
    }

    private synchronized void finish(K key, Entry entry, Optional<Duration> next, boolean failed) {
        entry.running = false;
        entry.failures = failed ? entry.failures + 1 : 0;
        var wanted = failed ? Optional.of(retryDelay(entry.failures)) : next;
        var asked = entry.again;
        entry.again = Optional.empty();
        // A failure's pause is kept even when something was reported meanwhile, or a failing write would spin on its
        // echo.
        var delay = failed ? wanted : earlier(wanted, asked);
        if (delay.isPresent()) {
            schedule(key, entry, delay.get());
        } else {
            entries.remove(key);
        }
    }

    private static Optional<Duration> earlier(Optional<Duration> one, Optional<Duration> other) {
        if (one.isPresent() && other.isPresent()) {
            return one.get().compareTo(other.get()) <= 0 ? one : other;
        }
        return one.or(() -> other);
    }

    private static Duration retryDelay(int failures) {
        var delay = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, 10));
        return delay.compareTo(LAST_RETRY) < 0 ? delay : LAST_RETRY;
    }

    /** Waits for the passes that are under way. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

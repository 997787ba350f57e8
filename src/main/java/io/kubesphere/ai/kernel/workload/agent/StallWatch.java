package io.kubesphere.ai.kernel.workload.agent;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Breaks off transfers in which nothing has moved for long; the HTTP client's own limit ends with the headers. */
final class StallWatch {
    private final Duration limit;
    private final Set<Transfer> transfers = ConcurrentHashMap.newKeySet();

    private StallWatch(Duration limit) {
        this.limit = limit;
    }

    static StallWatch start(Duration limit) {
        var watch = new StallWatch(limit);
        var thread = new Thread(watch::run, "stall-watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    Duration limit() {
        return limit;
    }

    /** Begins to watch; {@code abort} must make the transfer fail. */
    Transfer begin(Runnable abort) {
        var transfer = new Transfer(abort);
        transfers.add(transfer);
        return transfer;
    }

    private void run() {
        while (true) {
            try {
                TimeUnit.NANOSECONDS.sleep(limit.toNanos() / 4);
            } catch (InterruptedException stopped) {
                return;
            }
            transfers.forEach(Transfer::abortIfStalled);
        }
    }

    /** One request or answer on its way. */
    final class Transfer implements AutoCloseable {
        private final Runnable abort;
        private volatile long until;
        private volatile boolean ours;

        private Transfer(Runnable abort) {
            this.abort = abort;
            waits(limit);
        }

        /** The other side is to move next, before long. */
        void waits() {
            waits(limit);
        }

        /** The other side is to move next, and may take this long. */
        void waits(Duration most) {
            until = System.nanoTime() + most.toNanos();
            ours = false;
        }

        /** We are to move next, however long that takes. */
        void isOurs() {
            ours = true;
        }

        private void abortIfStalled() {
            if (!ours && System.nanoTime() - until > 0) {
                close();
                abort.run();
            }
        }

        @Override
        public void close() {
            transfers.remove(this);
        }
    }
}

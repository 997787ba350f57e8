package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.DatasetImport.Progress;
import io.kubesphere.ai.dataset.store.ImportFiles.Totals;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what arrives while an import runs, and stops it from arriving when it must not any more. */
final class ImportMeter {
    private final long mostBytes;
    private final AtomicLong files;
    private final AtomicLong landed;
    private final AtomicLong flying = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong metered = new AtomicLong();
    private final AtomicLong kept;
    private final long keptBefore;
    private final Totals done;
    private volatile boolean stopped;
    private long receivedBefore;
    private long toldAt = System.nanoTime();

    /**
     * @param done what has arrived before
     * @param mostBytes that may arrive altogether
     */
    ImportMeter(Totals done, long mostBytes) {
        this.files = new AtomicLong(done.files());
        this.landed = new AtomicLong(done.bytes());
        this.kept = new AtomicLong(done.bytes());
        this.keptBefore = done.bytes();
        this.done = done;
        this.mostBytes = mostBytes;
    }

    /** What had arrived when this began. */
    Totals done() {
        return done;
    }

    /** Bytes of files and pieces that are stored, so that no crash takes them away. */
    long kept() {
        return kept.get();
    }

    /** Whether this run has kept anything. */
    boolean cameForward() {
        return kept.get() > keptBefore;
    }

    /** From now on every reading fails: the import is another's, or nobody's. */
    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    void requireRunning() {
        if (stopped) {
            throw Problem.of(Problem.Code.CONFLICT, "this replica does not run the import any more");
        }
    }

    /** One file on its way. */
    final class Flight {
        private long bytes;
        private long pieces;

        /** A piece of it is stored. */
        void keep(long size) {
            pieces += size;
            kept.addAndGet(size);
        }

        /** Bytes that had arrived before this flight began. */
        void had(long before) {
            bytes += before;
            flying.addAndGet(before);
            keep(before);
        }

        InputStream counted(InputStream content) {
            return new CountedInput(content, this::count);
        }

        private void count(int read) {
            bytes += read;
            received.addAndGet(read);
            requireRunning();
            if (flying.addAndGet(read) + landed.get() > mostBytes) {
                throw Problem.of(
                        Problem.Code.FORBIDDEN,
                        "more arrives than the project or an import may have: %d bytes",
                        mostBytes);
            }
        }

        long bytes() {
            return bytes;
        }

        /** The file has arrived whole. */
        void land(long size) {
            fall();
            files.incrementAndGet();
            landed.addAndGet(size);
            kept.addAndGet(size - pieces);
        }

        /** What has arrived of it does not count. */
        void fall() {
            flying.addAndGet(-bytes);
            bytes = 0;
        }
    }

    Flight flight() {
        return new Flight();
    }

    /** Bytes that have been read since this was asked last, kept or not. */
    long newlyReceived() {
        var total = received.get();
        return total - metered.getAndSet(total);
    }

    /** How far it is now; the rate is that since the last call. */
    synchronized Progress progress() {
        var now = System.nanoTime();
        var total = received.get();
        var rate = (long) ((total - receivedBefore) / Math.max(1e-9, (now - toldAt) / 1e9));
        receivedBefore = total;
        toldAt = now;
        return new Progress(true, 0, files.get(), 0, landed.get() + flying.get(), rate);
    }
}

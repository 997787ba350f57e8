package io.kubesphere.ai.kernel.workload.agent;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** How far a part of the work is, so that the log tells what takes long. */
final class Progress {
    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};

    private final String what;
    private final long allFiles;
    private final long allBytes;
    private final Journal journal;
    private final AtomicLong files = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong found = new AtomicLong();

    Progress(String what, long allFiles, long allBytes, Journal journal) {
        this.what = what;
        this.allFiles = allFiles;
        this.allBytes = allBytes;
        this.journal = journal;
    }

    /** Negative when bytes turned out to be wrong. */
    void moved(long more) {
        bytes.addAndGet(more);
        journal.mention(this::line);
    }

    /** A file was on this node. */
    void found(long size) {
        found.incrementAndGet();
        moved(size);
    }

    void finishedFile() {
        files.incrementAndGet();
        journal.mention(this::line);
    }

    String line() {
        var line = "%s: %d of %d files, %s of %s"
                .formatted(what, files.get(), allFiles, size(bytes.get()), size(allBytes));
        return found.get() == 0 ? line : line + ", %d files from this node".formatted(found.get());
    }

    static String size(long bytes) {
        var unit = 0;
        var amount = (double) bytes;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", amount, UNITS[unit]);
    }
}

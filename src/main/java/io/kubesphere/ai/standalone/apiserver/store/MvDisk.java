package io.kubesphere.ai.standalone.apiserver.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import org.h2.mvstore.MVStore;

/**
 * An H2 MVStore file, committed by one thread for all writers that wait (group commit): an answered write survives
 * {@code kill -9} of the process. It is not synced to the device, so a power cut may lose the last seconds.
 */
final class MvDisk implements Disk {

    private static final int KEEP_OLD_CHUNKS_MILLIS = 2_000;

    private final MVStore file;
    private final Map<String, byte[]> rows;
    private final Map<String, Long> revisions;
    private final Thread committer;
    private final Object lock = new Object();
    private long written;
    private long durable;
    private boolean closing;

    private MvDisk(MVStore file) {
        this.file = file;
        this.rows = file.openMap("objects");
        this.revisions = file.openMap("revision");
        this.committer = new Thread(this::commitLoop, "apiserver-commit");
        committer.setDaemon(true);
    }

    static MvDisk open(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the API server's state directory " + directory, e);
        }
        var file = new MVStore.Builder()
                .fileName(directory.resolve("objects.mv").toString())
                .open();
        file.setRetentionTime(KEEP_OLD_CHUNKS_MILLIS);
        var disk = new MvDisk(file);
        disk.committer.start();
        return disk;
    }

    @Override
    public void load(BiConsumer<Place, byte[]> row) {
        rows.forEach((key, json) -> row.accept(Place.ofDiskKey(key), json));
    }

    @Override
    public long lastRevision() {
        return revisions.getOrDefault("last", 0L);
    }

    @Override
    public void put(Stored stored) {
        revisions.put("last", stored.revision());
        rows.put(stored.place().diskKey(), stored.json());
        wrote(stored.revision());
    }

    @Override
    public void remove(Place place, long revision) {
        revisions.put("last", revision);
        rows.remove(place.diskKey());
        wrote(revision);
    }

    private void wrote(long revision) {
        synchronized (lock) {
            written = revision;
            lock.notifyAll();
        }
    }

    @Override
    public void awaitDurable(long revision) {
        synchronized (lock) {
            while (durable < Math.min(revision, written) && !closing) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while waiting for the state file", e);
                }
            }
        }
    }

    private void commitLoop() {
        for (var upTo = nextCommit(); upTo > 0; upTo = nextCommit()) {
            file.commit();
            synchronized (lock) {
                durable = upTo;
                lock.notifyAll();
            }
        }
    }

    /** The revision to commit up to as soon as there is one, 0 at the end. */
    private long nextCommit() {
        synchronized (lock) {
            while (written == durable && !closing) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    closing = true;
                }
            }
            return closing ? 0 : written;
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closing = true;
            lock.notifyAll();
        }
        try {
            committer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        file.close();
    }
}

package io.kubesphere.ai.kernel.workload.agent;

import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Who of the node's pods fetches a content, by locks of the kernel: these are gone with their process, however it ends.
 * Locks are of few files, so a turn may also be waited for without need, for a short while.
 */
final class CacheTurns {
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final Path locks;
    private final Duration patience;
    /** The kernel's locks are between processes; and closing a file gives back all that its process has on it. */
    private final Set<Path> ours = ConcurrentHashMap.newKeySet();

    CacheTurns(CacheSettings settings) {
        this.locks = settings.directory().resolve("locks");
        this.patience = settings.patience();
    }

    /** A turn that has to be given back. */
    interface Turn {
        void end();
    }

    /** Waits until nobody else fetches it, until it is there, or until that takes too long; then one goes without a lock. */
    Turn take(Digest digest, BooleanSupplier isThere) {
        var until = System.nanoTime() + patience.toNanos();
        try {
            Files.createDirectories(locks);
            var file = locks.resolve(digest.hex().substring(0, 3));
            var held = tried(file);
            while (held.isEmpty() && System.nanoTime() - until < 0 && !isThere.getAsBoolean()) {
                pause();
                held = tried(file);
            }
            return held.orElse(() -> {});
        } catch (IOException noLocksHere) {
            return () -> {};
        }
    }

    private Optional<Turn> tried(Path file) throws IOException {
        if (!ours.add(file)) {
            return Optional.empty();
        }
        Optional<Turn> held = Optional.empty();
        try {
            held = locked(file);
        } finally {
            if (held.isEmpty()) {
                ours.remove(file);
            }
        }
        return held;
    }

    private Optional<Turn> locked(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var isLocked = false;
        try {
            isLocked = channel.tryLock() != null;
        } finally {
            if (!isLocked) {
                channel.close();
            }
        }
        return isLocked ? Optional.of(() -> giveBack(file, channel)) : Optional.empty();
    }

    private void giveBack(Path file, FileChannel channel) {
        try {
            channel.close();
        } catch (IOException failed) {
            // It is gone with this process at the latest.
            return;
        } finally {
            ours.remove(file);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(GLANCE.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Problem.of(Problem.Code.UNAVAILABLE, "waiting for the node's cache was stopped")
                    .because(stopped);
        }
    }
}

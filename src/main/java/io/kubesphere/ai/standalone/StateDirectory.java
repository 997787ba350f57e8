package io.kubesphere.ai.standalone;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Everything that outlives a process; deleting it starts anew. One process at a time has it. */
final class StateDirectory implements AutoCloseable {
    private static final int SECRET_BYTES = 32;

    private final Path root;
    private final RandomAccessFile lockFile;
    private final FileLock lock;

    private StateDirectory(Path root, RandomAccessFile lockFile, FileLock lock) {
        this.root = root;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** Creates it where needed; refuses while another process has it. */
    static StateDirectory open(Path root) {
        try {
            Files.createDirectories(root);
            var file = new RandomAccessFile(root.resolve("lock").toFile(), "rw");
            var lock = tryLock(file);
            if (lock == null) {
                file.close();
                throw new StartFailure("another stand-alone platform is running on " + root + "; stop it first");
            }
            return new StateDirectory(root.toRealPath(), file, lock);
        } catch (IOException unusable) {
            throw new StartFailure("the state directory " + root + " cannot be used: " + unusable);
        }
    }

    private static FileLock tryLock(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock();
        } catch (OverlappingFileLockException taken) {
            return null;
        }
    }

    Path root() {
        return root;
    }

    Path path(String name) {
        return root.resolve(name);
    }

    /** A secret that is made once and stays the same, readable by nobody else. */
    String secret(String name) {
        return remember("secrets", name, () -> {
            var bytes = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        });
    }

    /**
     * A port of the loopback address that stays the same, since programs that outlive us call it. Another one is taken
     * when somebody else has it by now.
     */
    int port(String name) {
        var known = Integer.parseInt(remember("ports", name, () -> Integer.toString(freePort())));
        if (isFree(known)) {
            return known;
        }
        var other = freePort();
        write(path("ports").resolve(name), Integer.toString(other));
        return other;
    }

    /** Whether it was noted that something was done. */
    boolean isDone(String what) {
        return Files.exists(path(what));
    }

    void noteDone(String what) {
        write(path(what), "");
    }

    void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            var fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, text);
            if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private String remember(String directory, String name, Supplier<String> make) {
        var file = path(directory).resolve(name);
        try {
            if (!Files.exists(file)) {
                write(file, make.get());
            }
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            lockFile.close();
        } catch (IOException harmless) {
            throw new UncheckedIOException(harmless);
        }
    }
}

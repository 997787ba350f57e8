package io.kubesphere.ai.kernel.workload.agent;

import io.kubesphere.ai.kernel.content.TreePath;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A directory of a mounted volume. What counts as a file is the same when a snapshot is taken and when a job uses it:
 * regular files, and links to regular files of the same directory. Nothing is followed out of it.
 */
final class VolumeTree {
    /** What a file system check leaves at the top of an ext4 volume; nobody but root may look into it. */
    private static final String LOST_AND_FOUND = "lost+found";

    private static final int TRIES = 3;

    private final Path root;

    private VolumeTree(Path root) {
        this.root = root;
    }

    /** A file as it is found; the stamp changes with the content and is empty while it may not. */
    record Found(String path, long size, String stamp) {}

    /** A file that has been read. */
    record Read(String path, long size, String stamp, String digest) {}

    /**
     * Opens a directory of the volume.
     *
     * @param directory relative; empty means the whole volume
     */
    static VolumeTree open(Path volume, String directory) {
        var top = Disk.on(volume, volume::toRealPath);
        var chosen = top.resolve(directory);
        if (!Files.isDirectory(chosen)) {
            throw Problem.of(Problem.Code.NOT_FOUND, "the volume has no directory %s", directory);
        }
        var root = Disk.on(chosen, chosen::toRealPath);
        if (!root.startsWith(top)) {
            throw Problem.of(Problem.Code.CONFLICT, "%s leads out of the volume", directory);
        }
        return new VolumeTree(root);
    }

    /** Tells of all files, and what else is there. */
    Oddities walk(Consumer<Found> each) {
        var oddities = new Oddities();
        var unused = Disk.on(root, () -> Files.walkFileTree(root, new Visitor(each, oddities)));
        return oddities;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final Consumer<Found> each;
        private final Oddities oddities;

        Visitor(Consumer<Found> each, Oddities oddities) {
            this.each = each;
            this.oddities = oddities;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return isLostAndFound(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            found(root.relativize(file).toString()).ifPresent(each);
            return FileVisitResult.CONTINUE;
        }

        private Optional<Found> found(String path) {
            try {
                var stat = Stat.of(regular(path));
                return Optional.of(new Found(path, stat.size(), stat.stamp()));
            } catch (Problem odd) {
                oddities.add(path, odd.getMessage());
            } catch (IOException unreadable) {
                oddities.add(path, why(unreadable));
            }
            return Optional.empty();
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failed) {
            if (!isLostAndFound(file)) {
                oddities.add(root.relativize(file).toString(), why(failed));
            }
            return FileVisitResult.CONTINUE;
        }

        private boolean isLostAndFound(Path directory) {
            return directory.equals(root.resolve(LOST_AND_FOUND));
        }
    }

    private static String why(IOException failed) {
        return failed instanceof AccessDeniedException
                ? "may not be read by user " + System.getProperty("user.name")
                : "cannot be read: " + failed.getMessage();
    }

    /** Where the bytes of a file are; a conflict when it is no file of the directory. */
    Path regular(String path) throws IOException {
        var fault = TreePath.fault(path);
        if (fault.isPresent()) {
            throw odd("has a name that " + fault.get());
        }
        var file = root.resolve(path);
        if (!Files.exists(file)) {
            throw odd(Files.isSymbolicLink(file) ? "is a link to nothing" : "is not there");
        }
        var real = file.toRealPath();
        if (!real.startsWith(root)) {
            throw odd("is a link out of the directory");
        }
        if (Files.isDirectory(real)) {
            throw odd("is a link to a directory");
        }
        if (!Files.isRegularFile(real)) {
            throw odd("is no regular file");
        }
        if (!Files.isReadable(real)) {
            throw new AccessDeniedException(path);
        }
        return real;
    }

    private static Problem odd(String what) {
        return Problem.of(Problem.Code.CONFLICT, "%s", what);
    }

    /** Size and digest of a file that nobody writes to meanwhile. */
    Read read(String path) {
        for (var tries = 1; tries <= TRIES; tries++) {
            try {
                var file = regular(path);
                var before = Stat.of(file);
                var hashed = Hashed.of(file);
                if (before.equals(Stat.of(file)) && hashed.size() == before.size()) {
                    return new Read(
                            path, before.size(), before.stamp(), hashed.digest().toString());
                }
            } catch (IOException unreadable) {
                throw Problem.of(Problem.Code.CONFLICT, "%s %s", path, why(unreadable))
                        .because(unreadable);
            } catch (Problem odd) {
                throw Problem.of(odd.code(), "%s %s now", path, odd.getMessage())
                        .because(odd);
            }
        }
        throw Problem.of(
                Problem.Code.CONFLICT,
                "%s changes while it is read; take the snapshot when nobody writes to the volume",
                path);
    }
}

package io.kubesphere.ai.kernel.workload.agent;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** The workspace's file system. What goes wrong with it does not pass by itself, so it is told as a {@link Problem}. */
final class Disk {
    /** Something that touches the disk. */
    interface Work<R> {
        R run() throws IOException;
    }

    private Disk() {}

    static <R> R on(Path place, Work<R> work) {
        try {
            return work.run();
        } catch (IOException failed) {
            throw problem(place, failed);
        }
    }

    static Problem problem(Path place, IOException failed) {
        if (isFull(failed)) {
            return Problem.of(
                            Problem.Code.TOO_LARGE,
                            "the disk is full at %s: use less data, or ask for more ephemeral storage",
                            place)
                    .because(failed);
        }
        return Problem.of(Problem.Code.CONFLICT, "cannot use %s: %s", place, why(failed))
                .because(failed);
    }

    static boolean isFull(IOException failed) {
        var message = String.valueOf(failed.getMessage());
        return message.contains("No space left") || message.contains("quota exceeded");
    }

    private static String why(IOException failed) {
        if (failed instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failed instanceof NoSuchFileException) {
            return "it is gone";
        }
        if (failed instanceof FileAlreadyExistsException || failed instanceof DirectoryNotEmptyException) {
            return "something else is there";
        }
        return String.valueOf(failed.getMessage());
    }

    static void createDirectories(Path directory) {
        var unused = on(directory, () -> Files.createDirectories(directory));
    }

    /** Makes an empty file that says something by being there. */
    static void note(Path file) {
        createDirectories(file.getParent());
        var unused = on(file, () -> Files.write(file, new byte[0]));
    }

    static void forget(Path file) {
        var unused = on(file, () -> Files.deleteIfExists(file));
    }

    /** Sets permissions, e.g. {@code r--r--r--}, whatever the umask. */
    static void permit(Path file, String permissions) {
        var unused = on(file, () -> Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions)));
    }

    /** Removes what is in a directory, but not itself, which may be a volume, or a link to one. */
    static void empty(Path place) {
        if (!Files.isDirectory(place)) {
            return;
        }
        var directory = on(place, place::toRealPath);
        on(
                directory,
                () -> Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path visited, IOException failed) throws IOException {
                        if (failed != null) {
                            throw failed;
                        }
                        if (!visited.equals(directory)) {
                            Files.delete(visited);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                }));
    }

    /** Removes a directory and everything in it. */
    static void remove(Path directory) {
        empty(directory);
        var unused = on(directory, () -> Files.deleteIfExists(directory));
    }
}

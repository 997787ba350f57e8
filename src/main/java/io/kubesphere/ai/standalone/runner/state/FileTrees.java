package io.kubesphere.ai.standalone.runner.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** Directories as a whole. */
public final class FileTrees {

    private static final int ATTEMPTS = 5;

    private FileTrees() {}

    public static Path create(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + directory, e);
        }
    }

    /**
     * Removes a directory and what is in it, links themselves rather than what they lead to. Somebody may still be
     * writing: what has come in between is removed too.
     */
    public static void delete(Path directory) {
        for (var attempt = 1; ; attempt++) {
            try {
                Files.walkFileTree(directory, new Remover());
                return;
            } catch (NoSuchFileException gone) {
                if (Files.notExists(directory)) {
                    return;
                }
            } catch (DirectoryNotEmptyException refilled) {
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException("cannot empty " + directory, refilled);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot remove " + directory, e);
            }
        }
    }

    private static final class Remover extends SimpleFileVisitor<Path> {

        /** A program may have left a directory that even its owner cannot list. */
        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            if (!Files.isWritable(directory) || !Files.isExecutable(directory)) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}

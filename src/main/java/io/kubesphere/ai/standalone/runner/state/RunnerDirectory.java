package io.kubesphere.ai.standalone.runner.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The state directory: {@code pods/<uid>}, {@code claims/<volume>}, {@code tmp/<short id>}, {@code scratch},
 * {@code addresses.json}. */
public record RunnerDirectory(Path root) {

    /** Creates what is missing. */
    public static RunnerDirectory at(Path root) {
        var directory = new RunnerDirectory(root.toAbsolutePath().normalize());
        FileTrees.create(directory.pods());
        FileTrees.create(directory.claims());
        FileTrees.create(directory.temporary());
        FileTrees.delete(directory.scratch());
        FileTrees.create(directory.scratch());
        return directory;
    }

    private Path pods() {
        return root.resolve("pods");
    }

    public Path claims() {
        return root.resolve("claims");
    }

    /**
     * Holds every container's TMPDIR, since the path must be short: programs put sockets there, and the path of a socket
     * has at most 107 bytes.
     */
    private Path temporary() {
        return root.resolve("tmp");
    }

    /** For files that nobody needs after a restart. */
    public Path scratch() {
        return root.resolve("scratch");
    }

    public Path addresses() {
        return root.resolve("addresses.json");
    }

    /** The directory of a pod, whether it is there or not. */
    public PodDirectory pod(String uid) {
        return new PodDirectory(pods().resolve(uid), temporary());
    }

    /** Pods that have left something, the older ones first. */
    public List<PodDirectory> leftPods() {
        var found = new ArrayList<PodDirectory>();
        try (var entries = Files.newDirectoryStream(pods())) {
            entries.forEach(entry -> found.add(new PodDirectory(entry, temporary())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + pods(), e);
        }
        found.sort((one, other) -> Long.compare(one.createdMillis(), other.createdMillis()));
        return List.copyOf(found);
    }

    static Optional<Long> modifiedMillis(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file).toMillis());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + file, e);
        }
    }
}

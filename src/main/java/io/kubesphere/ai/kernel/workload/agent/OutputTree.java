package io.kubesphere.ai.kernel.workload.agent;

import io.kubesphere.ai.kernel.content.TreePath;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files that a program has left in an output's directory. Links count as what they lead to, as long as that lies in the
 * directory too; sockets and pipes are left out, since they hold nothing.
 */
final class OutputTree extends SimpleFileVisitor<Path> {
    private static final int MOST_FAULTS = 10;

    private final Path root;
    private final Path realRoot;
    private final List<String> names = new ArrayList<>();
    private final Map<String, Path> links = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private long bytes;

    private OutputTree(Path root) {
        this.root = root;
        this.realRoot = Disk.on(root, root::toRealPath);
    }

    /** What is there, by path; a 422 that lists what cannot be stored, because a part would pass for the whole. */
    static OutputTree of(Path root) {
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            throw Problem.of(Problem.Code.INVALID, "%s is not a directory any more", root);
        }
        var tree = new OutputTree(root);
        var everything = Set.of(FileVisitOption.FOLLOW_LINKS);
        var unused = Disk.on(root, () -> Files.walkFileTree(root, everything, Integer.MAX_VALUE, tree));
        tree.requireNoFaults();
        TreePath.requireDistinct(tree.names);
        return tree;
    }

    /** Each file's path in the output; names only, since there may be a hundred thousand. */
    List<String> names() {
        return names;
    }

    /** Where the file of that name really is. */
    Path place(String name) {
        return links.getOrDefault(name, root.resolve(name));
    }

    long bytes() {
        return bytes;
    }

    private void requireNoFaults() {
        if (!faults.isEmpty()) {
            var first = String.join("; ", faults.subList(0, Math.min(MOST_FAULTS, faults.size())));
            var rest = faults.size() > MOST_FAULTS ? " and %d more".formatted(faults.size() - MOST_FAULTS) : "";
            throw Problem.of(Problem.Code.INVALID, "%s%s", first, rest);
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
        return isInside(directory) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
            faults.add(name(file) + " is a link to nothing");
        } else if (attributes.isRegularFile() && isInside(file)) {
            add(file, attributes);
        }
        return FileVisitResult.CONTINUE;
    }

    private void add(Path file, BasicFileAttributes attributes) throws IOException {
        var name = name(file);
        if (name.indexOf('\ufffd') >= 0) {
            faults.add(name + " has a name that is not UTF-8, or the container lacks LC_ALL=C.UTF-8");
            return;
        }
        TreePath.fault(name).ifPresent(fault -> faults.add("the name %s %s".formatted(name, fault)));
        names.add(name);
        if (Files.isSymbolicLink(file)) {
            links.put(name, file.toRealPath());
        }
        bytes += attributes.size();
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failed) {
        if (failed instanceof FileSystemLoopException) {
            faults.add(name(file) + " is a link to a directory that it lies in");
        } else if (failed instanceof AccessDeniedException) {
            faults.add(name(file) + " cannot be read: permission denied");
        } else {
            faults.add(name(file) + " cannot be read: " + failed.getMessage());
        }
        return FileVisitResult.CONTINUE;
    }

    private boolean isInside(Path found) throws IOException {
        if (found.equals(root)
                || !Files.isSymbolicLink(found)
                || found.toRealPath().startsWith(realRoot)) {
            return true;
        }
        faults.add(name(found) + " is a link that leads out of the output");
        return false;
    }

    private String name(Path found) {
        return root.relativize(found).toString();
    }
}

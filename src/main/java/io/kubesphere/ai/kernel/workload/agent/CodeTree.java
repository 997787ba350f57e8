package io.kubesphere.ai.kernel.workload.agent;

import io.kubesphere.ai.kernel.content.TreePath;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The directory of the program's code, written from a source that nobody vouches for: nothing leaves it or fills the disk. */
final class CodeTree {
    private final Path root;
    private final Bounds bounds;
    private long entries;
    private long bytes;

    /** What code may amount to, unpacked. */
    record Bounds(long entries, long bytes) {
        static final Bounds DEFAULT = new Bounds(100_000, 4L << 30);
    }

    CodeTree(Path root, Bounds bounds) {
        this.root = root;
        this.bounds = bounds;
    }

    void directory(String name) {
        count(name);
        Disk.createDirectories(root.resolve(name));
    }

    /** Writes a new file; an {@link IOException} is the source's, not the disk's. */
    void file(String name, boolean executable, InputStream content) throws IOException {
        var target = place(name);
        var out = Disk.on(target, () -> Files.newOutputStream(target, StandardOpenOption.CREATE_NEW));
        try {
            copy(name, content, target, out);
        } finally {
            Disk.on(target, () -> {
                out.close();
                return target;
            });
        }
        Disk.permit(target, executable ? "rwxr-xr-x" : "rw-r--r--");
    }

    /** Makes a link to a place inside of the tree; make them last, so that nothing is written through one. */
    void link(String name, String to) {
        var target = place(name);
        if (to.startsWith("/") || !target.resolveSibling(to).normalize().startsWith(root)) {
            throw refused(name, "is a link that leads out of the code");
        }
        var unused = Disk.on(target, () -> Files.createSymbolicLink(target, Path.of(to)));
    }

    /** What has been written so far, for the log. */
    String summary() {
        return "%d files and directories, %s".formatted(entries, Progress.size(bytes));
    }

    private Path place(String name) {
        count(name);
        var target = root.resolve(name);
        Disk.createDirectories(target.getParent());
        return target;
    }

    private void count(String name) {
        TreePath.fault(name).ifPresent(fault -> {
            throw refused(name, fault);
        });
        if (name.equals(Workspace.PARTIAL) || name.startsWith(Workspace.PARTIAL + "/")) {
            throw refused(name, "has a name that is taken");
        }
        entries++;
        if (entries > bounds.entries()) {
            throw tooMuch(bounds.entries() + " files");
        }
    }

    private void copy(String name, InputStream content, Path target, OutputStream out) throws IOException {
        var buffer = new byte[1 << 16];
        for (var count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            bytes += count;
            if (bytes > bounds.bytes()) {
                throw tooMuch(Progress.size(bounds.bytes()));
            }
            var length = count;
            Disk.on(target, () -> {
                out.write(buffer, 0, length);
                return name;
            });
        }
    }

    private static Problem tooMuch(String bound) {
        return Problem.of(Problem.Code.TOO_LARGE, "the code is more than %s; bring data as an input instead", bound);
    }

    static Problem refused(String name, String why) {
        return Problem.of(Problem.Code.INVALID, "the code cannot be used: %s %s", name, why);
    }
}

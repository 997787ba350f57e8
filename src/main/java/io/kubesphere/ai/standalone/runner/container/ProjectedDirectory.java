package io.kubesphere.ai.standalone.runner.container;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.standalone.runner.state.FileTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A volume of files made from objects. As with a kubelet, all files change at once: names are links into {@code ..data},
 * which is itself a link that is swapped.
 */
record ProjectedDirectory(Path path) {

    private static final String DATA = "..data";
    private static final PosixFilePermission[] BY_BIT = {
        PosixFilePermission.OTHERS_EXECUTE, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_READ
    };

    /** A file below the volume; the mode as chmod takes it. */
    @SuppressWarnings("ArrayRecordComponent") // two of them are never compared
    record File(String name, byte[] content, int mode) {}

    /** Makes the volume hold exactly these files; does nothing when it does. */
    void write(List<File> files) {
        try {
            FileTrees.create(path);
            var old = current();
            if (old.isPresent() && holds(old.get(), files)) {
                return;
            }
            var fresh = Files.createTempDirectory(path, "..v");
            for (var file : files) {
                write(fresh, file);
            }
            Files.setPosixFilePermissions(fresh, permissions(0755));
            swap(fresh);
            linkTopLevel(fresh);
            old.ifPresent(FileTrees::delete);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the volume " + path, e);
        }
    }

    private Optional<Path> current() throws IOException {
        var data = path.resolve(DATA);
        return Files.isSymbolicLink(data) ? Optional.of(path.resolve(Files.readSymbolicLink(data))) : Optional.empty();
    }

    private static boolean holds(Path directory, List<File> files) throws IOException {
        for (var file : files) {
            var there = directory.resolve(file.name());
            if (!Files.isRegularFile(there) || !Arrays.equals(Files.readAllBytes(there), file.content())) {
                return false;
            }
        }
        try (var all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).count() == files.size();
        }
    }

    private static void write(Path directory, File file) throws IOException {
        var target = directory.resolve(file.name()).normalize();
        if (!target.startsWith(directory) || target.equals(directory)) {
            throw Problem.of(Problem.Code.INVALID, "the path %s leads out of its volume", file.name());
        }
        Files.createDirectories(target.getParent());
        Files.write(target, file.content());
        Files.setPosixFilePermissions(target, permissions(file.mode()));
    }

    private void swap(Path fresh) throws IOException {
        var link = path.resolve("..data_tmp");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, fresh.getFileName());
        Files.move(link, path.resolve(DATA), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void linkTopLevel(Path fresh) throws IOException {
        var wanted = new TreeSet<String>();
        try (var entries = Files.list(fresh)) {
            entries.forEach(entry -> wanted.add(entry.getFileName().toString()));
        }
        for (var name : wanted) {
            if (!Files.exists(path.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(path.resolve(name), Path.of(DATA, name));
            }
        }
        try (var entries = Files.list(path)) {
            for (var entry : entries.toList()) {
                var name = entry.getFileName().toString();
                if (!name.startsWith("..") && !wanted.contains(name)) {
                    Files.delete(entry);
                }
            }
        }
    }

    static Set<PosixFilePermission> permissions(int mode) {
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (var bit = 0; bit < BY_BIT.length; bit++) {
            if ((mode >> bit & 1) == 1) {
                permissions.add(BY_BIT[bit]);
            }
        }
        return permissions;
    }
}

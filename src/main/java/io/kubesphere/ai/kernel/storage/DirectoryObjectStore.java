package io.kubesphere.ai.kernel.storage;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** A directory as object store, for one machine: a key is a path, and a put is a rename of a synced file. */
final class DirectoryObjectStore implements ObjectStore {
    private final Path objects;
    private final Path unfinished;

    DirectoryObjectStore(Path directory) {
        this.objects = directory.resolve("objects");
        this.unfinished = directory.resolve("unfinished");
        translated(() -> {
            Files.createDirectories(objects);
            return Files.createDirectories(unfinished);
        });
    }

    @Override
    public void put(String key, byte[] content) {
        put(key, new ByteArrayInputStream(content), content.length);
    }

    @Override
    public void put(String key, InputStream content, long length) {
        translated(() -> {
            var target = path(key);
            var written = Files.createTempFile(unfinished, "put", ".part");
            try {
                copy(content, length, written);
                Files.createDirectories(target.getParent());
                return Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(written);
            }
        });
    }

    private static void copy(InputStream content, long length, Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var out = Channels.newOutputStream(channel);
            var buffer = new byte[1 << 16];
            var left = length;
            while (left > 0) {
                var read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException("the content ended " + left + " bytes early");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
            channel.force(true);
        }
    }

    @Override
    public Optional<InputStream> get(String key) {
        return present(() -> Files.newInputStream(path(key)));
    }

    @Override
    public Optional<Long> size(String key) {
        return present(() -> Files.size(path(key)));
    }

    @Override
    public List<String> list(String prefix, String startAfter, int limit) {
        var start = prefix.contains("/") ? objects.resolve(prefix.substring(0, prefix.lastIndexOf('/'))) : objects;
        return present(() -> {
                    try (var files = Files.walk(start)) {
                        return files.filter(Files::isRegularFile)
                                .map(file -> objects.relativize(file).toString())
                                .filter(key -> key.startsWith(prefix) && key.compareTo(startAfter) > 0)
                                .sorted()
                                .limit(limit)
                                .toList();
                    }
                })
                .orElse(List.of());
    }

    @Override
    public void delete(String key) {
        translated(() -> Files.deleteIfExists(path(key)));
    }

    @Override
    public void probe() {
        translated(() -> Files.getFileStore(objects));
    }

    private Path path(String key) {
        ObjectKeys.require(key);
        return objects.resolve(key);
    }

    /** Something that touches the disk. */
    private interface Access<R> {
        R run() throws IOException;
    }

    private static <R> Optional<R> present(Access<R> access) {
        try {
            return Optional.of(access.run());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException failed) {
            throw unavailable(failed);
        }
    }

    private static <R> void translated(Access<R> access) {
        try {
            var unused = access.run();
        } catch (IOException failed) {
            throw unavailable(failed);
        }
    }

    private static Problem unavailable(IOException failed) {
        return Problem.of(Problem.Code.UNAVAILABLE, "the object store cannot be used: %s", failed.getMessage())
                .because(failed);
    }
}

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
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A directory as object store, for one machine: a key is a path, and a put is a rename of a synced file. */
final class DirectoryObjectStore implements ObjectStore {
    private final Path objects;
    private final Path unfinished;
    private final DirectoryParts parts;

    DirectoryObjectStore(Path directory) {
        this.objects = directory.resolve("objects");
        this.unfinished = directory.resolve("unfinished");
        this.parts = new DirectoryParts(this, directory.resolve("parts"));
        var unused = translated(() -> {
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
        ObjectKeys.require(key);
        var unused = translated(() -> {
            var written = Files.createTempFile(unfinished, "put", ".part");
            try {
                copy(content, length, written);
                return take(written, key);
            } finally {
                Files.deleteIfExists(written);
            }
        });
    }

    /** Makes a finished file of the same file system the object. */
    Path take(Path file, String key) throws IOException {
        var target = path(key);
        Files.createDirectories(target.getParent());
        return Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void copy(InputStream content, long length, Path file) throws IOException {
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
    public Optional<InputStream> get(String key, ByteRange range) {
        return present(() -> {
            var channel = FileChannel.open(path(key), StandardOpenOption.READ);
            return new Slice(Channels.newInputStream(channel.position(range.offset())), range.length());
        });
    }

    @Override
    public Optional<Long> size(String key) {
        return present(() -> {
            var path = path(key);
            if (Files.isDirectory(path)) {
                throw new NoSuchFileException(key);
            }
            return Files.size(path);
        });
    }

    @Override
    public List<Entry> entries(String prefix, String startAfter, int limit) {
        return translated(() -> new DirectoryListing(objects, prefix, startAfter, limit).entries());
    }

    @Override
    public boolean move(String from, String to) {
        var source = path(from);
        ObjectKeys.require(to);
        return present(() -> {
                    if (!Files.isRegularFile(source)) {
                        throw new NoSuchFileException(from);
                    }
                    return take(source, to);
                })
                .isPresent();
    }

    @Override
    public boolean copy(String from, String to) {
        var size = size(from);
        size.ifPresent(bytes -> {
            try (var content = get(from).orElseThrow(() -> new NoSuchFileException(from))) {
                put(to, content, bytes);
            } catch (IOException failed) {
                throw unavailable(failed);
            }
        });
        return size.isPresent();
    }

    @Override
    public void delete(String key) {
        var unused = translated(() -> Files.deleteIfExists(path(key)));
    }

    @Override
    public void deleteAll(Collection<String> keys) {
        keys.forEach(this::delete);
    }

    @Override
    public PartedPuts parted() {
        return parts;
    }

    @Override
    public void probe() {
        var unused = translated(() -> Files.getFileStore(objects));
    }

    private Path path(String key) {
        ObjectKeys.require(key);
        return objects.resolve(key);
    }

    /** Something that touches the disk. */
    interface Access<R> {
        R run() throws IOException;
    }

    private static <R> Optional<R> present(Access<R> access) {
        try {
            return Optional.of(access.run());
        } catch (NoSuchFileException | NotDirectoryException absent) {
            return Optional.empty();
        } catch (IOException failed) {
            throw unavailable(failed);
        }
    }

    static <R> R translated(Access<R> access) {
        try {
            return access.run();
        } catch (IOException failed) {
            throw unavailable(failed);
        }
    }

    private static Problem unavailable(IOException failed) {
        return Problem.of(Problem.Code.UNAVAILABLE, "the object store cannot be used: %s", failed.getMessage())
                .because(failed);
    }
}

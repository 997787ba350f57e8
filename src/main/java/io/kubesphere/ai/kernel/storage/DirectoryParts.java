package io.kubesphere.ai.kernel.storage;

import static io.kubesphere.ai.kernel.storage.DirectoryObjectStore.translated;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Pieces as files of a directory of their own, beside the key that they will have; completing joins them. */
final class DirectoryParts implements PartedPuts {
    private static final String SUFFIX = ".parts";

    private final DirectoryObjectStore objects;
    private final Path unfinished;

    DirectoryParts(DirectoryObjectStore objects, Path unfinished) {
        this.objects = objects;
        this.unfinished = unfinished;
    }

    @Override
    public String begin(String key) {
        ObjectKeys.require(key);
        var id = UUID.randomUUID().toString();
        return translated(() -> {
            Files.createDirectories(directory(key, id));
            return id;
        });
    }

    @Override
    public Part put(String key, String id, int number, InputStream content, long length) {
        var directory = held(key, id);
        return translated(() -> {
            var arriving = Files.createTempFile(directory, "arriving", "");
            try {
                DirectoryObjectStore.copy(content, length, arriving);
                Files.move(arriving, piece(directory, number), StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(arriving);
            }
            return new Part(number, number + "-" + length);
        });
    }

    @Override
    public void complete(String key, String id, List<Part> parts) {
        var directory = held(key, id);
        var unused = translated(() -> {
            var whole = Files.createTempFile(directory, "whole", "");
            try (var out = FileChannel.open(whole, StandardOpenOption.WRITE)) {
                for (var part : parts) {
                    append(piece(directory, part.number()), out);
                }
                out.force(true);
            }
            return objects.take(whole, key);
        });
        abort(key, id);
    }

    private static void append(Path piece, FileChannel out) throws IOException {
        try (var in = FileChannel.open(piece, StandardOpenOption.READ)) {
            var size = in.size();
            for (var done = 0L; done < size; ) {
                done += in.transferTo(done, size - done, out);
            }
        }
    }

    @Override
    public void abort(String key, String id) {
        deleteTree(directory(key, id));
    }

    @Override
    public void abortAll(String prefix) {
        var keys = unfinished.resolve(prefix);
        var start = prefix.endsWith("/") ? keys : keys.getParent();
        if (!Files.isDirectory(start)) {
            return;
        }
        var found = translated(() -> {
            try (var all = Files.walk(start)) {
                return all.filter(path -> path.toString().endsWith(SUFFIX))
                        .filter(path -> unfinished.relativize(path).toString().startsWith(prefix))
                        .toList();
            }
        });
        found.forEach(DirectoryParts::deleteTree);
    }

    private static void deleteTree(Path directory) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        var unused = translated(() -> {
            try (var all = Files.walk(directory)) {
                for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
            return true;
        });
    }

    private Path held(String key, String id) {
        var directory = directory(key, id);
        if (!Files.isDirectory(directory)) {
            throw Problem.of(Problem.Code.CONFLICT, "these pieces are no longer held; begin again");
        }
        return directory;
    }

    private Path directory(String key, String id) {
        ObjectKeys.require(key);
        ObjectKeys.require(id);
        return unfinished.resolve(key).resolve(id + SUFFIX);
    }

    private static Path piece(Path directory, int number) {
        return directory.resolve("piece-" + number);
    }
}

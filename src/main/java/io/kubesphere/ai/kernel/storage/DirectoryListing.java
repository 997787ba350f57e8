package io.kubesphere.ai.kernel.storage;

import io.kubesphere.ai.kernel.storage.ObjectStore.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lists keys in their order without looking into directories that lie wholly before the start or off the prefix. */
final class DirectoryListing {
    private final Path root;
    private final String prefix;
    private final String startAfter;
    private final int limit;
    private final List<Entry> found = new ArrayList<>();

    DirectoryListing(Path root, String prefix, String startAfter, int limit) {
        this.root = root;
        this.prefix = prefix;
        this.startAfter = startAfter;
        this.limit = limit;
    }

    List<Entry> entries() throws IOException {
        walk(root, "");
        return List.copyOf(found);
    }

    private void walk(Path directory, String base) throws IOException {
        for (var child : children(directory, base).entrySet()) {
            if (found.size() == limit) {
                return;
            }
            var key = child.getKey();
            if (key.endsWith("/")) {
                if (mayHold(key)) {
                    walk(child.getValue(), key);
                }
            } else if (key.startsWith(prefix) && key.compareTo(startAfter) > 0) {
                add(key, child.getValue());
            }
        }
    }

    /** By key; a directory counts with the slash that its keys have. */
    private static Map<String, Path> children(Path directory, String base) throws IOException {
        var sorted = new TreeMap<String, Path>();
        try (var children = Files.newDirectoryStream(directory)) {
            for (var child : children) {
                sorted.put(base + child.getFileName() + (Files.isDirectory(child) ? "/" : ""), child);
            }
        } catch (NoSuchFileException removedMeanwhile) {
            return sorted;
        }
        return sorted;
    }

    private boolean mayHold(String directory) {
        var onPrefix = directory.startsWith(prefix) || prefix.startsWith(directory);
        return onPrefix && (startAfter.startsWith(directory) || directory.compareTo(startAfter) > 0);
    }

    private void add(String key, Path file) throws IOException {
        try {
            found.add(new Entry(key, Files.size(file)));
        } catch (NoSuchFileException removedMeanwhile) {
            // A listing tells what is there; this is no longer.
            return;
        }
    }
}

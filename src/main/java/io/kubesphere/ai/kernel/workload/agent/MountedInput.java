package io.kubesphere.ai.kernel.workload.agent;

import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.Manifest;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** An input that lies on a volume, in its place already: compared with the version that was made of it, never copied. */
final class MountedInput {
    private final Plan.Input input;
    private final VolumeTree tree;
    private final Oddities differences = new Oddities();

    /** Of each path a number, since a million paths do not fit into a small heap. */
    private final long[] known;

    private final AtomicInteger compared = new AtomicInteger();

    MountedInput(Plan.Input input, Path directory) {
        this.input = input;
        this.tree = VolumeTree.open(directory, "");
        this.known = new long[Math.toIntExact(input.files())];
    }

    void compare(Manifest.File file) {
        known[compared.getAndIncrement()] = number(file.path());
        difference(file);
        if (differences.isFull()) {
            requireNoDifferences();
        }
    }

    private void difference(Manifest.File file) {
        try {
            var place = tree.regular(file.path());
            var size = Files.size(place);
            if (size != file.size()) {
                differences.add(file.path(), "has %d bytes instead of %d".formatted(size, file.size()));
            } else if (input.readsAll() && !Hashed.of(place).digest().equals(file.content())) {
                differences.add(file.path(), "has other bytes");
            }
        } catch (Problem odd) {
            differences.add(file.path(), odd.getMessage());
        } catch (IOException unreadable) {
            differences.add(file.path(), "cannot be read: " + unreadable.getMessage());
        }
    }

    /** Once all files of the version have been compared: the directory has these, and no other. */
    void requireSame() {
        var paths = Arrays.copyOf(known, compared.get());
        Arrays.sort(paths);
        var others = tree.walk(found -> {
            if (Arrays.binarySearch(paths, number(found.path())) < 0) {
                differences.add(found.path(), "is not in the version");
            }
        });
        requireNoDifferences();
        others.requireNone("not everything on the volume of input " + input.name() + " is a file of the version");
    }

    private void requireNoDifferences() {
        differences.requireNone("the volume of input " + input.name()
                + " is not what the version was made of; make another version of it, or put it back");
    }

    private static long number(String path) {
        return Long.parseUnsignedLong(Digest.of(path).hex().substring(0, 16), 16);
    }
}

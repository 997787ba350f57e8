package io.kubesphere.ai.kernel.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Looks into a stored manifest of any size by reading a few chunks of it. Remembers the chunk at hand, so it belongs to
 * one thread; cheap to make.
 */
public final class ManifestTree {
    /** Sorts after every path with the same beginning. */
    private static final String LAST = new String(Character.toChars(Character.MAX_CODE_POINT));

    private final long size;
    private final List<ManifestMark> marks;
    private final IntFunction<List<Manifest.File>> chunks;
    private int held = -1;
    private List<Manifest.File> chunk = List.of();

    /**
     * @param size number of files
     * @param chunks reads the files of the chunk that begins at the mark of this number
     */
    ManifestTree(long size, List<ManifestMark> marks, IntFunction<List<Manifest.File>> chunks) {
        this.size = size;
        this.marks = marks;
        this.chunks = chunks;
    }

    public long size() {
        return size;
    }

    /** The file at a position from 0. */
    public Manifest.File at(long position) {
        return chunk((int) (position / ManifestMark.LINES)).get((int) (position % ManifestMark.LINES));
    }

    /** At most {@code count} files from a position on. */
    public List<Manifest.File> slice(long from, long count) {
        var files = new ArrayList<Manifest.File>();
        for (var position = from; position < Math.min(from + count, size); position++) {
            files.add(at(position));
        }
        return List.copyOf(files);
    }

    public Optional<Manifest.File> find(String path) {
        var position = firstFrom(path);
        return position < size && at(position).path().equals(path) ? Optional.of(at(position)) : Optional.empty();
    }

    /** Position of the first file whose path is not before {@code path}; the size when there is none. */
    public long firstFrom(String path) {
        var low = 0;
        var high = marks.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (TreePath.ORDER.compare(marks.get(middle).path(), path) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        // The mark before the one found begins the only chunk that can hold the path.
        return low == 0 ? 0 : firstWithin(low - 1, path);
    }

    private long firstWithin(int number, String path) {
        var files = chunk(number);
        var within = 0;
        while (within < files.size() && TreePath.ORDER.compare(files.get(within).path(), path) < 0) {
            within++;
        }
        return (long) number * ManifestMark.LINES + within;
    }

    /** Position behind the last file whose path begins with {@code prefix}. */
    public long firstBehind(String prefix) {
        return prefix.isEmpty() ? size : firstFrom(prefix + LAST);
    }

    private List<Manifest.File> chunk(int number) {
        if (number != held) {
            chunk = chunks.apply(number);
            held = number;
        }
        return chunk;
    }
}

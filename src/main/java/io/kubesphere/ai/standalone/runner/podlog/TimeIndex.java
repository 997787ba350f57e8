package io.kubesphere.ai.standalone.runner.podlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Which line was seen when. One entry stands for the lines that were seen together: the first has the entry's time, each
 * further one a nanosecond more, so that times grow strictly. It is kept on disk alone, for a log may have millions.
 */
final class TimeIndex implements AutoCloseable {

    private static final int ENTRY_BYTES = 3 * Long.BYTES;

    /** Lines that begin in [from, until) of the log. */
    record Entry(long from, long until, long nanos) {}

    private final FileChannel file;

    private TimeIndex(FileChannel file) {
        this.file = file;
    }

    static TimeIndex open(Path path) throws IOException {
        var options = Files.exists(path)
                ? new StandardOpenOption[] {StandardOpenOption.READ, StandardOpenOption.WRITE}
                : new StandardOpenOption[] {StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE
                };
        return new TimeIndex(FileChannel.open(path, options));
    }

    /** Entries that are there as a whole. */
    long size() throws IOException {
        return file.size() / ENTRY_BYTES;
    }

    Entry get(long number) throws IOException {
        var buffer = ByteBuffer.allocate(ENTRY_BYTES);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, number * ENTRY_BYTES + buffer.position()) < 0) {
                throw new IOException("the index of a log ends early");
            }
        }
        buffer.flip();
        return new Entry(buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    Optional<Entry> last() throws IOException {
        var size = size();
        return size == 0 ? Optional.empty() : Optional.of(get(size - 1));
    }

    /** Writes over a torn entry, which a kill may have left. */
    void append(Entry entry) throws IOException {
        var buffer = ByteBuffer.allocate(ENTRY_BYTES);
        buffer.putLong(entry.from())
                .putLong(entry.until())
                .putLong(entry.nanos())
                .flip();
        var position = size() * ENTRY_BYTES;
        while (buffer.hasRemaining()) {
            position += file.write(buffer, position);
        }
    }

    /** The number of the last entry that begins at or before this offset; -1 when there is none. */
    long atOffset(long offset) throws IOException {
        var low = 0L;
        var high = size() - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            if (get(middle).from() <= offset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    /** The number of the last entry whose time is at or before this one; -1 when there is none. */
    long atTime(long nanos) throws IOException {
        var low = 0L;
        var high = size() - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            if (get(middle).nanos() <= nanos) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

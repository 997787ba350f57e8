package io.kubesphere.ai.kernel.workload.agent;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** As many bytes of a file as were hashed, even if it has grown since. */
final class SentFile extends FilterInputStream {
    private final LongConsumer moved;
    private long left;
    private volatile boolean tooShort;

    private SentFile(InputStream file, long size, LongConsumer moved) {
        super(file);
        this.left = size;
        this.moved = moved;
    }

    static SentFile open(Path file, long size, LongConsumer moved) {
        var content = Disk.on(file, () -> Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
        return new SentFile(content, size, moved);
    }

    /** The file has lost bytes since it was hashed. */
    boolean isTooShort() {
        return tooShort;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        var count = in.read(buffer, offset, (int) Math.min(length, left));
        tooShort = count < 0;
        left -= Math.max(0, count);
        moved.accept(Math.max(0, count));
        return count;
    }
}

package io.kubesphere.ai.kernel.storage;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.LinkedHashMap;
import java.util.Map;

/** An object for readers that jump about in it, such as those of zip files; a few blocks are kept. */
public final class ObjectChannel implements SeekableByteChannel {
    private static final int BLOCK = 1 << 20;
    private static final int BLOCKS = 4;

    private final ObjectStore store;
    private final String key;
    private final long size;
    private final Map<Long, byte[]> blocks = new LinkedHashMap<>(BLOCKS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
            return size() > BLOCKS;
        }
    };
    private long position;
    private boolean open = true;

    public ObjectChannel(ObjectStore store, String key, long size) {
        this.store = store;
        this.key = key;
        this.size = size;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        if (position >= size) {
            return -1;
        }
        var block = block(position / BLOCK);
        var within = (int) (position % BLOCK);
        var count = Math.min(target.remaining(), block.length - within);
        target.put(block, within, count);
        position += count;
        return count;
    }

    private byte[] block(long number) throws IOException {
        var held = blocks.get(number);
        if (held != null) {
            return held;
        }
        var length = (int) Math.min(BLOCK, size - number * BLOCK);
        try (var in = store.get(key, new ByteRange(number * BLOCK, length))
                .orElseThrow(() -> Problem.of(Problem.Code.CONFLICT, "the object has been removed meanwhile"))) {
            var read = in.readNBytes(length);
            if (read.length < length) {
                throw new IOException("the object ended early");
            }
            blocks.put(number, read);
            return read;
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long to) {
        position = to;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        blocks.clear();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long to) {
        throw new NonWritableChannelException();
    }
}

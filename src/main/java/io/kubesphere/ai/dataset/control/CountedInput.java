package io.kubesphere.ai.dataset.control;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/** Tells how many bytes each read has brought, before whoever reads gets them. */
class CountedInput extends FilterInputStream {
    private final IntConsumer count;

    CountedInput(InputStream content, IntConsumer count) {
        super(content);
        this.count = count;
    }

    @Override
    public int read() throws IOException {
        var one = super.read();
        count.accept(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var read = super.read(buffer, offset, length);
        count.accept(Math.max(0, read));
        return read;
    }
}

package io.kubesphere.ai.kernel.workload.agent;

import io.kubesphere.ai.kernel.content.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Bytes of any number that need no memory: the same for the same seed. */
interface Content {
    long size();

    void write(long from, OutputStream out) throws IOException;

    default Digest digest() {
        var hash = Digest.sha256();
        try {
            write(0, new OutputStream() {
                @Override
                public void write(int one) {
                    hash.update((byte) one);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) {
                    hash.update(bytes, offset, length);
                }
            });
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return Digest.of(hash);
    }

    static Content of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Content of(byte[] bytes) {
        return new Content() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public void write(long from, OutputStream out) throws IOException {
                out.write(bytes, (int) from, bytes.length - (int) from);
            }
        };
    }

    /** Noise, which no compression makes small. */
    static Content noise(long seed, long size) {
        return new Noise(seed, size);
    }

    /** Blocks that can each be made alone. */
    record Noise(long seed, long size) implements Content {
        private static final int BLOCK = 1 << 16;

        @Override
        public void write(long from, OutputStream out) throws IOException {
            var block = new byte[BLOCK];
            for (var at = from; at < size; ) {
                var number = at / BLOCK;
                new SplittableRandom(seed * 31 + number).nextBytes(block);
                var start = (int) (at - number * BLOCK);
                var length = (int) Math.min(BLOCK - start, size - at);
                out.write(block, start, length);
                at += length;
            }
        }
    }

    /** For small ones. */
    default byte[] bytes() {
        var out = new ByteArrayOutputStream();
        try {
            write(0, out);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toByteArray();
    }
}

package io.kubesphere.ai.dataset.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.dataset.FileBody;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.kernel.storage.PartedPuts;
import io.kubesphere.ai.testing.BesideOthers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of five gigabytes, larger than S3 takes in one put, from an end to the other without lying anywhere between. */
@BesideOthers
class LargestFileTest {
    private static final long SIZE = (5L << 30) + 12_345;

    @TempDir
    private Path directory;

    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong largest = new AtomicLong();
    private final MessageDigest inOrder = Digest.sha256();

    @Test
    void fileOfFiveGigabytesPassesInPieces() {
        var world = new DatasetWorld(
                forgetful(ObjectStore.inDirectory(directory)), DatasetWorld.config(OptionalLong.empty()));
        var upload = world.begin(world.cats());

        var file = world.files.put(upload, new FileBody("large.bin", noise(), SIZE, Optional.empty()));

        assertThat(file.size()).isEqualTo(SIZE);
        assertThat(stored).hasValue(SIZE);
        assertThat(largest.get()).isLessThanOrEqualTo(16 << 20);
        assertThat(file.digest()).isEqualTo(Digest.of(inOrder).toString());
        assertThat(world.commit(upload, "v1").bytes()).isEqualTo(SIZE);
    }

    /** Counts and forgets the content of objects that come in pieces; their keys are kept. */
    private ObjectStore forgetful(ObjectStore store) {
        InvocationHandler handler = (proxy, method, arguments) ->
                method.getName().equals("parted") ? new Sink(store) : method.invoke(store, arguments);
        return (ObjectStore)
                Proxy.newProxyInstance(ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, handler);
    }

    private final class Sink implements PartedPuts {
        private final ObjectStore store;

        Sink(ObjectStore store) {
            this.store = store;
        }

        @Override
        public String begin(String key) {
            return "one";
        }

        @Override
        public Part put(String key, String id, int number, InputStream content, long length) {
            try {
                var bytes = content.readAllBytes();
                inOrder.update(bytes);
                stored.addAndGet(bytes.length);
                largest.accumulateAndGet(bytes.length, Math::max);
                return new Part(number, "tag" + number);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        @Override
        public void complete(String key, String id, List<Part> parts) {
            store.put(key, new byte[1]);
        }

        @Override
        public void abort(String key, String id) {}

        @Override
        public void abortAll(String prefix) {}
    }

    private static InputStream noise() {
        var block = new byte[1 << 20];
        new Random(5).nextBytes(block);
        return new InputStream() {
            private long done;

            @Override
            public int read() {
                return done < SIZE ? block[(int) (done++ % block.length)] & 0xff : -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                if (done >= SIZE) {
                    return -1;
                }
                var within = (int) (done % block.length);
                var count = (int) Math.min(Math.min(length, block.length - within), SIZE - done);
                System.arraycopy(block, within, buffer, offset, count);
                done += count;
                return count;
            }
        };
    }
}

package io.kubesphere.ai.kernel.workload.agent;

import io.kubesphere.ai.kernel.content.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.function.LongConsumer;

/** A file that is not complete yet, with the hash of what is there; what an earlier container left counts. */
final class PartFile implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private MessageDigest hash = Digest.sha256();
    private long length;
    private long furthest;

    private PartFile(Path file) {
        this.file = file;
        this.channel = Disk.on(
                file,
                () -> FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    static PartFile open(Path file) {
        var part = new PartFile(file);
        part.readWhatIsThere();
        return part;
    }

    private void readWhatIsThere() {
        var buffer = ByteBuffer.allocate(1 << 16);
        while (Disk.on(file, () -> channel.read(buffer)) >= 0) {
            buffer.flip();
            length += buffer.remaining();
            hash.update(buffer);
            buffer.clear();
        }
        furthest = length;
    }

    long length() {
        return length;
    }

    /** Whether it has become longer than it ever was: a server that always breaks at the same byte makes no progress. */
    boolean isFurther() {
        var further = length > furthest;
        furthest = Math.max(length, furthest);
        return further;
    }

    /** Forgets everything; {@code moved} hears how much that was. */
    void restart(LongConsumer moved) {
        var unused = Disk.on(file, () -> channel.truncate(0));
        moved.accept(-length);
        hash = Digest.sha256();
        length = 0;
    }

    /** Adds what comes, but not more than up to {@code most} bytes in all. */
    void append(InputStream content, long most, LongConsumer moved) throws IOException {
        var buffer = new byte[1 << 16];
        for (var count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            var bytes = ByteBuffer.wrap(buffer, 0, count);
            while (bytes.hasRemaining()) {
                var unused = Disk.on(file, () -> channel.write(bytes));
            }
            hash.update(buffer, 0, count);
            length += count;
            moved.accept(count);
            if (length > most) {
                return;
            }
        }
    }

    /** Puts the file in its place if it has the digest; else it must restart. */
    boolean become(Path target, Digest digest, String permissions) {
        if (!Digest.of(hash).equals(digest)) {
            return false;
        }
        close();
        Disk.permit(file, permissions);
        var unused = Disk.on(
                target,
                () -> Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
        return true;
    }

    @Override
    public void close() {
        var unused = Disk.on(file, () -> {
            channel.close();
            return file;
        });
    }
}

package io.kubesphere.ai.kernel.workload.agent;

import io.kubesphere.ai.kernel.content.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The digest of a file's bytes, and how many they were when it was computed. */
record Hashed(Digest digest, long size) {
    static Hashed of(Path file) throws IOException {
        var hash = Digest.sha256();
        var size = 0L;
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            var buffer = new byte[1 << 16];
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                hash.update(buffer, 0, count);
                size += count;
            }
        }
        return new Hashed(Digest.of(hash), size);
    }
}

package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.kernel.content.Digest;
import java.util.Optional;

/** Content that has come whole: held in memory when it is small, under a key of its own in the object store otherwise. */
final class Arrival {
    private final Digest digest;
    private final long size;
    private final byte[] held;
    private final Optional<String> key;

    private Arrival(Digest digest, long size, byte[] held, Optional<String> key) {
        this.digest = digest;
        this.size = size;
        this.held = held;
        this.key = key;
    }

    static Arrival held(byte[] content) {
        return new Arrival(Digest.of(content), content.length, content, Optional.empty());
    }

    static Arrival staged(Digest digest, long size, String key) {
        return new Arrival(digest, size, new byte[0], Optional.of(key));
    }

    Digest digest() {
        return digest;
    }

    long size() {
        return size;
    }

    byte[] held() {
        return held;
    }

    Optional<String> key() {
        return key;
    }
}

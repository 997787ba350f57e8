package io.kubesphere.ai.kernel.storage;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Bytes by key in one bucket: S3 in production, a directory in the stand-alone environment. Puts are atomic: a reader
 * sees the old object or the whole new one. Failures are {@code Problem} UNAVAILABLE.
 */
public interface ObjectStore {

    /** Stores {@code length} bytes read from {@code content}, replacing what was there. Keys are relative paths. */
    void put(String key, InputStream content, long length);

    void put(String key, byte[] content);

    /** Opens the object for reading; the caller closes it. */
    Optional<InputStream> get(String key);

    /** Size in bytes; empty when absent. */
    Optional<Long> size(String key);

    /** Keys with the prefix, in lexicographic order, at most {@code limit}, after {@code startAfter} (or ""). */
    List<String> list(String prefix, String startAfter, int limit);

    void delete(String key);

    /** Cheap check for readiness; throws {@code Problem} UNAVAILABLE when the store does not answer. */
    void probe();
}

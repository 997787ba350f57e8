package io.kubesphere.ai.kernel.storage;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Bytes by key in one bucket: S3 in production, a directory in the stand-alone environment. Puts are atomic: a reader
 * sees the old object or the whole new one. Failures are {@code Problem} UNAVAILABLE.
 */
public interface ObjectStore {

    /** What a listing tells of an object; {@code size} in bytes. */
    record Entry(String key, long size) {}

    /** A directory of this machine as object store. */
    static ObjectStore inDirectory(Path directory) {
        return new DirectoryObjectStore(directory);
    }

    /** A bucket of an S3 server of any vendor. */
    static ObjectStore onS3(S3Location location) {
        return new S3ObjectStore(S3Clients.client(location), location.bucket());
    }

    /** Stores {@code length} bytes read from {@code content}, replacing what was there. Keys are relative paths. */
    void put(String key, InputStream content, long length);

    void put(String key, byte[] content);

    /** Opens the object for reading; the caller closes it. */
    Optional<InputStream> get(String key);

    /** An open object; {@code size} in bytes. The caller closes its content. */
    record Opened(InputStream content, long size) {}

    /** The same with its size, where possible by one request. */
    default Optional<Opened> open(String key) {
        return size(key).flatMap(size -> get(key).map(content -> new Opened(content, size)));
    }

    /** Opens a part of the object; nothing to read when it begins behind the end. */
    Optional<InputStream> get(String key, ByteRange range);

    /** Size in bytes; empty when absent. */
    Optional<Long> size(String key);

    /** Keys with the prefix, in lexicographic order, at most {@code limit}, after {@code startAfter} (or ""). */
    default List<String> list(String prefix, String startAfter, int limit) {
        return entries(prefix, startAfter, limit).stream().map(Entry::key).toList();
    }

    /** The same with sizes. */
    List<Entry> entries(String prefix, String startAfter, int limit);

    /**
     * Renames, replacing what was at {@code to}; false when there is nothing at {@code from}. Broken off, the object is
     * at its old key, its new one, or both.
     */
    boolean move(String from, String to);

    /** The same, and the object stays at its old key too. */
    boolean copy(String from, String to);

    void delete(String key);

    /** Deletes many with few requests; absent ones count as deleted. */
    void deleteAll(Collection<String> keys);

    /** Objects that arrive in pieces. */
    PartedPuts parted();

    /** Cheap check for readiness; throws {@code Problem} UNAVAILABLE when the store does not answer. */
    void probe();
}

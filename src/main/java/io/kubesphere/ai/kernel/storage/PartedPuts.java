package io.kubesphere.ai.kernel.storage;

import java.io.InputStream;
import java.util.List;

/**
 * Objects that arrive in numbered pieces, in any order and in parallel, and become visible when they are completed. All
 * but the last piece have at least {@link #LEAST_PART} bytes.
 */
public interface PartedPuts {
    /** S3 refuses smaller pieces (Amazon S3, multipart upload limits). */
    long LEAST_PART = 5L * 1024 * 1024;

    /** Numbers go from 1 to this. */
    int MOST_PARTS = 10_000;

    /** A piece that is stored; the tag is the store's own. */
    record Part(int number, String tag) {}

    /** Begins an object and answers the id of its collection of pieces. */
    String begin(String key);

    /** Stores a piece, replacing an earlier one of the same number. */
    Part put(String key, String id, int number, InputStream content, long length);

    /** Makes the object of the pieces, given in order. */
    void complete(String key, String id, List<Part> parts);

    /** Forgets pieces; nothing happens when there are none any more. */
    void abort(String key, String id);

    /** Forgets the pieces of all unfinished objects whose keys have the prefix. */
    void abortAll(String prefix);
}

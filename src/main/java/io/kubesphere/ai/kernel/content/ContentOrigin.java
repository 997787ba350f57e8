package io.kubesphere.ai.kernel.content;

import io.kubesphere.ai.kernel.storage.ByteRange;
import java.io.InputStream;
import java.util.Optional;

/**
 * Contents that lie outside of our object store, in spaces of their own. They are only read: nothing is put there, and
 * nothing is removed.
 */
public interface ContentOrigin {

    /** Whether the contents of the space are its business. */
    boolean holds(String space);

    /** Bytes of a file; empty when it knows none of this digest. */
    Optional<Long> size(String space, Digest digest);

    /**
     * Opens a part of a file; the caller closes it. Whether the bytes have the digest is looked at by the content store.
     *
     * @throws io.kubesphere.ai.kernel.kapi.Problem CONFLICT when there are other bytes now, EXPIRED when there are none
     */
    Optional<InputStream> open(String space, Digest digest, ByteRange range);
}

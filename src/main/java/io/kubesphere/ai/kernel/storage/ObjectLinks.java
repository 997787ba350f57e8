package io.kubesphere.ai.kernel.storage;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Addresses at which somebody without credentials reads one object for a while, at the object store itself: much data then
 * passes neither ks-apiserver nor this service.
 */
@FunctionalInterface
public interface ObjectLinks {

    /** Whoever has the address may read, until it ends. */
    record Link(URI url, Instant until) {}

    /**
     * A link to an object, whether it is there or not; empty where the admin exposes no object store.
     *
     * @param fileName under which a browser saves it
     */
    Optional<Link> toRead(String key, String fileName);

    /** Where nobody but this service reaches the object store. */
    static ObjectLinks none() {
        return (key, fileName) -> Optional.empty();
    }

    /** Into a bucket, whose endpoint must be the one that users reach, since the signature is of its name. */
    static ObjectLinks onS3(S3Location location, Duration life) {
        return new S3Links(S3Clients.presigner(location), location.bucket(), life);
    }
}

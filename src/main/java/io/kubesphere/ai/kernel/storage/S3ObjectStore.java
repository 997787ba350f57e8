package io.kubesphere.ai.kernel.storage;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** One bucket of an S3 server of any vendor. */
final class S3ObjectStore implements ObjectStore {
    private static final int MOST_KEYS = 1000;

    private static final int KEPT_BYTES = 256 * 1024;

    /** HTTP 416: the range begins behind the end. */
    private static final int BEHIND_THE_END = 416;

    private final S3Client s3;
    private final String bucket;
    private final S3Parts parts;

    S3ObjectStore(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
        this.parts = new S3Parts(s3, bucket);
    }

    @Override
    public void put(String key, InputStream content, long length) {
        put(key, once(content, length));
    }

    /**
     * A stream can be sent again only from its first bytes on, which are kept: that is enough for a connection that was kept
     * open and turns out to be closed when it is used. Later than that the SDK's caller has to try again.
     */
    static RequestBody once(InputStream content, long length) {
        var kept = new BufferedInputStream(content, KEPT_BYTES);
        kept.mark(KEPT_BYTES);
        ContentStreamProvider stream = () -> {
            try {
                kept.reset();
            } catch (IOException tooLate) {
                throw SdkClientException.create("the content was sent once already", tooLate);
            }
            return new Unclosed(kept);
        };
        return RequestBody.fromContentProvider(stream, length, "application/octet-stream");
    }

    /** The SDK closes a body after each attempt. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }

    @Override
    public void put(String key, byte[] content) {
        // The SDK's own body of bytes is a copy of them.
        put(
                key,
                RequestBody.fromContentProvider(
                        () -> new ByteArrayInputStream(content), content.length, "application/octet-stream"));
    }

    private void put(String key, RequestBody body) {
        ObjectKeys.require(key);
        done(() -> s3.putObject(to -> to.bucket(bucket).key(key), body));
    }

    @Override
    public Optional<InputStream> get(String key) {
        return read(key).map(object -> object);
    }

    @Override
    public Optional<Opened> open(String key) {
        return read(key).map(object -> new Opened(object, object.size()));
    }

    private Optional<ReadObject> read(String key) {
        ObjectKeys.require(key);
        return present(
                () -> new ReadObject(s3.getObject(from -> from.bucket(bucket).key(key))));
    }

    @Override
    public Optional<InputStream> get(String key, ByteRange range) {
        ObjectKeys.require(key);
        try {
            return Optional.of(new ReadObject(s3.getObject(
                    from -> from.bucket(bucket).key(key).range("bytes=" + range.offset() + "-" + range.last()))));
        } catch (NoSuchKeyException absent) {
            return Optional.empty();
        } catch (S3Exception failed) {
            if (failed.statusCode() == BEHIND_THE_END) {
                return Optional.of(InputStream.nullInputStream());
            }
            throw unavailable(failed);
        } catch (SdkException failed) {
            throw unavailable(failed);
        }
    }

    @Override
    public Optional<Long> size(String key) {
        ObjectKeys.require(key);
        return present(() -> s3.headObject(of -> of.bucket(bucket).key(key)).contentLength());
    }

    @Override
    public List<Entry> entries(String prefix, String startAfter, int limit) {
        var answer = done(() -> s3.listObjectsV2(of -> of.bucket(bucket)
                .prefix(prefix)
                .startAfter(startAfter.isEmpty() ? null : startAfter)
                .maxKeys(Math.min(limit, MOST_KEYS))));
        return answer.contents().stream()
                .map(found -> new Entry(found.key(), found.size()))
                .toList();
    }

    @Override
    public boolean move(String from, String to) {
        var moved = copy(from, to);
        if (moved) {
            delete(from);
        }
        return moved;
    }

    @Override
    public boolean copy(String from, String to) {
        ObjectKeys.require(from);
        ObjectKeys.require(to);
        var size = size(from);
        size.ifPresent(bytes -> {
            if (bytes > S3Parts.MOST_COPIED_AT_ONCE) {
                parts.copy(from, to, bytes);
            } else {
                done(() -> s3.copyObject(copy -> copy.sourceBucket(bucket)
                        .sourceKey(from)
                        .destinationBucket(bucket)
                        .destinationKey(to)));
            }
        });
        return size.isPresent();
    }

    @Override
    public void delete(String key) {
        ObjectKeys.require(key);
        done(() -> s3.deleteObject(of -> of.bucket(bucket).key(key)));
    }

    @Override
    public void deleteAll(Collection<String> keys) {
        keys.forEach(ObjectKeys::require);
        var all = List.copyOf(keys);
        for (var start = 0; start < all.size(); start += MOST_KEYS) {
            var some = new ArrayList<ObjectIdentifier>();
            all.subList(start, Math.min(start + MOST_KEYS, all.size()))
                    .forEach(key -> some.add(ObjectIdentifier.builder().key(key).build()));
            var answer = done(() -> s3.deleteObjects(
                    of -> of.bucket(bucket).delete(what -> what.objects(some).quiet(true))));
            if (!answer.errors().isEmpty()) {
                throw Problem.of(
                        Problem.Code.UNAVAILABLE,
                        "the object store did not delete: %s",
                        answer.errors().get(0).message());
            }
        }
    }

    @Override
    public PartedPuts parted() {
        return parts;
    }

    @Override
    public void probe() {
        var unused = list("", "", 1);
    }

    /** Empty when there is no such key; a missing bucket is a failure like any other. */
    private static <R> Optional<R> present(Supplier<R> call) {
        try {
            return Optional.of(call.get());
        } catch (NoSuchKeyException absent) {
            return Optional.empty();
        } catch (SdkException failed) {
            throw unavailable(failed);
        }
    }

    static <R> R done(Supplier<R> call) {
        try {
            return call.get();
        } catch (SdkException failed) {
            throw unavailable(failed);
        } catch (IllegalStateException endedEarly) {
            // How the SDK says that a content had fewer bytes than announced.
            throw Problem.of(Problem.Code.UNAVAILABLE, "the content ended early; send it again")
                    .because(endedEarly);
        }
    }

    private static Problem unavailable(SdkException failed) {
        return Problem.of(Problem.Code.UNAVAILABLE, "the object store does not answer; try again")
                .because(failed);
    }
}

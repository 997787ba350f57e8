package io.kubesphere.ai.kernel.storage;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** One bucket of an S3 server of any vendor. */
final class S3ObjectStore implements ObjectStore {
    private static final int MOST_KEYS = 1000;

    private final S3Client s3;
    private final String bucket;

    S3ObjectStore(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public void put(String key, InputStream content, long length) {
        put(key, RequestBody.fromContentProvider(once(content), length, "application/octet-stream"));
    }

    /** A stream can be sent once; when the SDK wants to try again its caller has to. */
    private static ContentStreamProvider once(InputStream content) {
        var sent = new AtomicBoolean();
        return () -> {
            if (sent.getAndSet(true)) {
                throw SdkClientException.create("the content was sent once already");
            }
            return content;
        };
    }

    @Override
    public void put(String key, byte[] content) {
        put(key, RequestBody.fromBytes(content));
    }

    private void put(String key, RequestBody body) {
        ObjectKeys.require(key);
        var answer = translated(
                () -> Optional.of(s3.putObject(to -> to.bucket(bucket).key(key), body)));
        if (answer.isEmpty()) {
            throw unavailable().because(null);
        }
    }

    @Override
    public Optional<InputStream> get(String key) {
        ObjectKeys.require(key);
        return translated(
                () -> Optional.of(s3.getObject(from -> from.bucket(bucket).key(key))));
    }

    @Override
    public Optional<Long> size(String key) {
        ObjectKeys.require(key);
        return translated(() ->
                Optional.of(s3.headObject(of -> of.bucket(bucket).key(key)).contentLength()));
    }

    @Override
    public List<String> list(String prefix, String startAfter, int limit) {
        return translated(() -> Optional.of(s3
                        .listObjectsV2(of -> of.bucket(bucket)
                                .prefix(prefix)
                                .startAfter(startAfter.isEmpty() ? null : startAfter)
                                .maxKeys(Math.min(limit, MOST_KEYS)))
                        .contents()
                        .stream()
                        .map(S3Object::key)
                        .toList()))
                .orElse(List.of());
    }

    @Override
    public void delete(String key) {
        ObjectKeys.require(key);
        var unused = translated(
                () -> Optional.of(s3.deleteObject(of -> of.bucket(bucket).key(key))));
    }

    @Override
    public void probe() {
        var unused = list("", "", 1);
    }

    /** Empty when there is no such key; a missing bucket is a failure like any other. */
    private static <R> Optional<R> translated(Supplier<Optional<R>> call) {
        try {
            return call.get();
        } catch (NoSuchKeyException absent) {
            return Optional.empty();
        } catch (SdkException failed) {
            throw unavailable().because(failed);
        }
    }

    private static Problem unavailable() {
        return Problem.of(Problem.Code.UNAVAILABLE, "the object store does not answer; try again");
    }
}

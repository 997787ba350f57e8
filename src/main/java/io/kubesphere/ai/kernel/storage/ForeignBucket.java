package io.kubesphere.ai.kernel.storage;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.outbound.OutboundNames;
import io.kubesphere.ai.kernel.outbound.RefusedAddress;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A bucket that is not ours, read only and only by the credentials that are given. Problems say whose turn it is:
 * UNAVAILABLE passes, everything else stays until somebody changes something.
 */
public final class ForeignBucket implements AutoCloseable {
    private static final int PRECONDITION_FAILED = 412;

    private final S3Client s3;
    private final String bucket;

    private ForeignBucket(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** Without credentials the requests are anonymous; ours are never used. */
    public static ForeignBucket at(S3Location location, OutboundNames names) {
        return new ForeignBucket(S3Clients.foreign(location, names), location.bucket());
    }

    /**
     * An object as a listing tells of it.
     *
     * @param tag changes when the content does
     */
    public record Found(String key, long size, String tag) {}

    /** Tells of all objects whose keys have the prefix, in the order of keys. */
    public void list(String prefix, Consumer<Found> each) {
        var token = Optional.<String>empty();
        do {
            var from = token;
            var page = done(
                    prefix,
                    () -> s3.listObjectsV2(ListObjectsV2Request.builder()
                            .bucket(bucket)
                            .prefix(prefix)
                            .continuationToken(from.orElse(null))
                            .build()));
            page.contents().forEach(found -> each.accept(new Found(found.key(), found.size(), found.eTag())));
            token = Boolean.TRUE.equals(page.isTruncated())
                    ? Optional.of(page.nextContinuationToken())
                    : Optional.empty();
        } while (token.isPresent());
    }

    /**
     * Opens the object from an offset to its end, or so many bytes of it.
     *
     * @throws Problem CONFLICT when it is another than that of the tag
     */
    public InputStream open(String key, String tag, long offset, OptionalLong length) {
        var request = GetObjectRequest.builder().bucket(bucket).key(key).ifMatch(tag);
        if (offset > 0 || length.isPresent()) {
            request.range("bytes=" + offset + "-" + (length.isPresent() ? offset + length.getAsLong() - 1 : ""));
        }
        return done(key, () -> s3.getObject(request.build()));
    }

    private <R> R done(String key, Supplier<R> call) {
        try {
            return call.get();
        } catch (S3Exception refused) {
            throw problem(key, refused).because(refused);
        } catch (SdkException failed) {
            throw RefusedAddress.in(failed)
                    .map(refusal -> Problem.of(Problem.Code.INVALID, "%s", refusal.getMessage()))
                    .orElseGet(() -> Problem.of(
                            Problem.Code.UNAVAILABLE, "the S3 server does not answer: %s", failed.getMessage()))
                    .because(failed);
        }
    }

    private Problem problem(String key, S3Exception refused) {
        var what = Optional.ofNullable(refused.awsErrorDetails())
                .map(details -> details.errorCode())
                .orElse("HTTP " + refused.statusCode());
        return switch (refused.statusCode()) {
            case 401, 403 ->
                Problem.of(
                        Problem.Code.FORBIDDEN,
                        "the S3 server refuses to read %s in bucket %s (%s); look at the Secret and the bucket's policy",
                        key,
                        bucket,
                        what);
            case 404 -> Problem.of(Problem.Code.NOT_FOUND, "bucket %s has no %s (%s)", bucket, key, what);
            case PRECONDITION_FAILED ->
                Problem.of(Problem.Code.CONFLICT, "%s has been changed since it was listed", key);
            case 301, 307, 400 ->
                Problem.of(
                        Problem.Code.INVALID,
                        "the S3 server does not take the request (%s); look at region and endpoint",
                        what);
            default -> Problem.of(Problem.Code.UNAVAILABLE, "the S3 server answers %s", what);
        };
    }

    @Override
    public void close() {
        s3.close();
    }
}

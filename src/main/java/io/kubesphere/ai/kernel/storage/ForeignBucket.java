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

    /** What a bucket calls the revision of an object that it keeps no others of. */
    private static final String NO_REVISION = "null";

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
     * An object, or a part of it, as it was when it had the tag.
     *
     * @param revision that the bucket keeps of it, where the bucket keeps any
     * @param length how many bytes are wanted; absent means to the end
     */
    public record Wanted(String key, String tag, Optional<String> revision, long offset, OptionalLong length) {}

    /**
     * An object that can be read; the caller closes its content.
     *
     * @param revision that the bucket keeps of it, where the bucket keeps any
     */
    public record Opened(InputStream content, Optional<String> revision) {}

    /**
     * Opens an object. One that has been changed or removed is looked for among the bucket's revisions.
     *
     * @throws Problem CONFLICT when it is another than that of the tag
     */
    public Opened open(Wanted wanted) {
        try {
            return get(wanted, Optional.empty());
        } catch (Problem other) {
            var mayBeKept = other.code() == Problem.Code.CONFLICT || other.code() == Problem.Code.NOT_FOUND;
            if (wanted.revision().isEmpty() || !mayBeKept) {
                throw other;
            }
            return kept(wanted, other);
        }
    }

    private Opened kept(Wanted wanted, Problem other) {
        try {
            return get(wanted, wanted.revision());
        } catch (Problem gone) {
            if (gone.code() == Problem.Code.UNAVAILABLE) {
                throw gone;
            }
            // A bucket may keep revisions and not let them be read; what is wrong is that the object is another.
            throw other.because(gone);
        }
    }

    private Opened get(Wanted wanted, Optional<String> revision) {
        var request =
                GetObjectRequest.builder().bucket(bucket).key(wanted.key()).ifMatch(wanted.tag());
        revision.ifPresent(request::versionId);
        var length = wanted.length();
        if (wanted.offset() > 0 || length.isPresent()) {
            var last = length.isPresent() ? wanted.offset() + length.getAsLong() - 1 : "";
            request.range("bytes=" + wanted.offset() + "-" + last);
        }
        var content = done(wanted.key(), () -> s3.getObject(request.build()));
        return new Opened(
                content, Optional.ofNullable(content.response().versionId()).filter(id -> !id.equals(NO_REVISION)));
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
                        "the S3 server refuses to read %s in bucket %s (%s); look at the Secret and the bucket's"
                                + " policy",
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

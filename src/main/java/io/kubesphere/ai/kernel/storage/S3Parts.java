package io.kubesphere.ai.kernel.storage;

import static io.kubesphere.ai.kernel.storage.S3ObjectStore.done;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/** S3's multipart uploads. */
final class S3Parts implements PartedPuts {
    /** S3 copies at most 5 GiB in one request; fewer keep a slow server within its client's timeout. */
    static final long MOST_COPIED_AT_ONCE = 1L << 30;

    private final S3Client s3;
    private final String bucket;

    S3Parts(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public String begin(String key) {
        ObjectKeys.require(key);
        return done(() -> s3.createMultipartUpload(of -> of.bucket(bucket).key(key)))
                .uploadId();
    }

    @Override
    public Part put(String key, String id, int number, InputStream content, long length) {
        var tag = done(() -> known(() -> s3.uploadPart(
                        to -> to.bucket(bucket)
                                .key(key)
                                .uploadId(id)
                                .partNumber(number)
                                .contentLength(length),
                        S3ObjectStore.once(content, length))))
                .eTag();
        return new Part(number, tag);
    }

    @Override
    public void complete(String key, String id, List<Part> parts) {
        var completed = parts.stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag(part.tag())
                        .build())
                .toList();
        var unused = done(() -> known(() -> s3.completeMultipartUpload(
                of -> of.bucket(bucket).key(key).uploadId(id).multipartUpload(upload -> upload.parts(completed)))));
    }

    @Override
    public void abort(String key, String id) {
        done(() -> {
            try {
                return s3.abortMultipartUpload(of -> of.bucket(bucket).key(key).uploadId(id))
                        .sdkHttpResponse()
                        .isSuccessful();
            } catch (NoSuchUploadException gone) {
                return true;
            }
        });
    }

    @Override
    public void abortAll(String prefix) {
        done(() -> s3.listMultipartUploads(of -> of.bucket(bucket).prefix(prefix))).uploads().stream()
                .filter(upload -> upload.key().startsWith(prefix))
                .forEach(upload -> abort(upload.key(), upload.uploadId()));
    }

    /** Copies on the server, in pieces. */
    void copy(String from, String to, long size) {
        var id = begin(to);
        var copied = new ArrayList<Part>();
        for (var offset = 0L; offset < size; offset += MOST_COPIED_AT_ONCE) {
            var number = copied.size() + 1;
            var range = new ByteRange(offset, Math.min(MOST_COPIED_AT_ONCE, size - offset));
            var answer = done(() -> s3.uploadPartCopy(part -> part.sourceBucket(bucket)
                    .sourceKey(from)
                    .copySourceRange("bytes=" + range.offset() + "-" + range.last())
                    .destinationBucket(bucket)
                    .destinationKey(to)
                    .uploadId(id)
                    .partNumber(number)));
            copied.add(new Part(number, answer.copyPartResult().eTag()));
        }
        complete(to, id, copied);
    }

    /** A call about one upload. */
    private interface Call<R> {
        R make();
    }

    private static <R> R known(Call<R> call) {
        try {
            return call.make();
        } catch (NoSuchUploadException gone) {
            throw Problem.of(Problem.Code.CONFLICT, "these pieces are no longer held; begin again")
                    .because(gone);
        }
    }
}

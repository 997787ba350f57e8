package io.kubesphere.ai.kernel.storage;

import io.kubesphere.ai.kernel.kapi.Attachment;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Presigned requests, which cost no request themselves. */
final class S3Links implements ObjectLinks {
    private final S3Presigner presigner;
    private final String bucket;
    private final Duration life;

    S3Links(S3Presigner presigner, String bucket, Duration life) {
        this.presigner = presigner;
        this.bucket = bucket;
        this.life = life;
    }

    @Override
    public Optional<Link> toRead(String key, String fileName) {
        ObjectKeys.require(key);
        var signed = presigner.presignGetObject(request -> request.signatureDuration(life)
                .getObjectRequest(object ->
                        object.bucket(bucket).key(key).responseContentDisposition(Attachment.named(fileName))));
        return Optional.of(new Link(URI.create(signed.url().toString()), signed.expiration()));
    }
}

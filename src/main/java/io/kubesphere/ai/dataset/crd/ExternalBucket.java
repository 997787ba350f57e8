package io.kubesphere.ai.dataset.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.kubesphere.ai.dataset.ImportOrigin;

/** A bucket of any S3 server, or what lies below a prefix of it; only ever read. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ExternalBucket(
        @JsonPropertyDescription("Address of the server; absent means AWS.") @Size(max = 2048) String endpoint,
        @JsonPropertyDescription("Region; absent means us-east-1.") @Size(max = 64) String region,
        @JsonPropertyDescription("Bucket.") @Required @Size(min = 3, max = 63) String bucket,
        @JsonPropertyDescription("What the keys begin with; absent means the whole bucket.") @Size(max = 1024)
                String prefix,
        @JsonPropertyDescription(
                        "Secret of this project with access-key and secret-key; absent means that the bucket is"
                                + " public.")
                @Size(max = 253)
                String secret,
        @JsonPropertyDescription("How the bucket is addressed; absent means Path at an endpoint, Host at AWS.")
                ImportOrigin.S3.Addressing addressing) {

    /** The same as imports have it. */
    public ImportOrigin.S3 source() {
        return new ImportOrigin.S3(endpoint, region, bucket, prefix, secret, addressing);
    }
}

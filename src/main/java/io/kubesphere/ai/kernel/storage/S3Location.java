package io.kubesphere.ai.kernel.storage;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A bucket and how it is reached.
 *
 * @param endpoint absent means AWS itself
 * @param credentials absent means the SDK's own chain (environment, web identity, instance role)
 * @param pathStyle whether the bucket stands in the path rather than in the host name
 */
public record S3Location(
        Optional<URI> endpoint,
        String bucket,
        String region,
        Optional<Credentials> credentials,
        boolean pathStyle,
        Duration timeout) {

    /** An access key; never printed. */
    public record Credentials(String accessKey, String secretKey) {
        @Override
        public String toString() {
            return "Credentials[" + accessKey + "]";
        }
    }
}

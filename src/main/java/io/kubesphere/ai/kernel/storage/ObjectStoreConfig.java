package io.kubesphere.ai.kernel.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where bytes lie. */
@ConfigMapping(prefix = "aip.object-store")
interface ObjectStoreConfig {
    /** What holds the bytes. */
    enum Kind {
        S3,
        DIRECTORY
    }

    @WithDefault("s3")
    Kind kind();

    /** For kind directory. */
    Optional<Path> directory();

    /** For kind s3: absent means AWS itself. */
    Optional<URI> endpoint();

    /** Where users reach the same S3 server; absent means that they do not, and get no links to it. */
    Optional<URI> publicEndpoint();

    /** How long a link may be used. */
    @WithDefault("15m")
    Duration linkLife();

    @WithDefault("ai-platform")
    String bucket();

    @WithDefault("us-east-1")
    String region();

    /** Absent, like the secret key: the SDK's own chain (environment, web identity, instance role). */
    Optional<String> accessKey();

    Optional<String> secretKey();

    /** Most vendors but AWS want the bucket in the path rather than in the host name. */
    @WithDefault("true")
    boolean pathStyle();

    @WithDefault("30s")
    Duration timeout();

    /** The bucket of kind s3. */
    default S3Location s3() {
        return s3(endpoint());
    }

    /** The same bucket at another address of the server. */
    default S3Location s3(Optional<URI> endpoint) {
        var credentials =
                accessKey().flatMap(access -> secretKey().map(secret -> new S3Location.Credentials(access, secret)));
        return new S3Location(endpoint, bucket(), region(), credentials, pathStyle(), timeout());
    }
}

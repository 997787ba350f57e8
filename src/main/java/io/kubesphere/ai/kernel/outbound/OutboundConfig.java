package io.kubesphere.ai.kernel.outbound;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where requests of users may lead besides the public Internet. */
@ConfigMapping(prefix = "aip.outbound")
interface OutboundConfig {
    /** Hosts ({@code minio.storage.svc}, {@code *.example.org}) and networks ({@code 10.1.0.0/16}) that are allowed too. */
    Optional<List<String>> allowed();

    /** Hosts and networks that are refused, even when they are allowed or public. */
    Optional<List<String>> denied();

    @WithDefault("10s")
    Duration connectTimeout();

    /** How long a server may send nothing. */
    @WithDefault("60s")
    Duration readTimeout();
}

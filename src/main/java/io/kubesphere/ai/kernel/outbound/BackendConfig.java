package io.kubesphere.ai.kernel.outbound;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How to reach a server that the operator names; those that users name are {@link OutboundHttp}'s. */
public interface BackendConfig {

    /** Base URL; absent means none. */
    Optional<URI> url();

    /** File with a bearer; read again for each question, since mounted tokens change. */
    Optional<String> tokenFile();

    Optional<String> username();

    Optional<String> password();

    /** File with certificates of authorities (PEM), instead of those of the JVM. */
    Optional<String> caFile();

    /** Whose things are asked for, where the server keeps those of several tenants apart by {@code X-Scope-OrgID}. */
    Optional<String> tenant();

    @WithDefault("2s")
    Duration connectTimeout();

    /** For the whole of an answer. */
    @WithDefault("8s")
    Duration timeout();

    /** Most bytes of an answer; a larger one is given up, so that no answer takes the memory of all. */
    @WithDefault("67108864")
    int mostBytes();

    /** Questions at the same time. */
    @WithDefault("4")
    int concurrency();

    /** After failures it is not asked for so long. */
    @WithDefault("10s")
    Duration pause();
}

package io.kubesphere.ai.kernel.auth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How callers are verified. */
@ConfigMapping(prefix = "aip.auth")
interface AuthConfig {

    /** Ways to verify a user. */
    enum Mode {
        /** Ask ks-apiserver about every bearer: the full check, with disabled users and revoked tokens. */
        INTROSPECTION,
        /** Verify offline with KubeSphere's signing secret: misses revocation, and the secret can forge any user. */
        SECRET,
        /** Believe X-Remote-User: only together with a NetworkPolicy that lets nobody but ks-apiserver in. */
        TRUSTED_PROXY
    }

    @WithDefault("introspection")
    Mode mode();

    /** Base URL of ks-apiserver. */
    @WithDefault("http://ks-apiserver.kubesphere-system.svc")
    URI ksApiserver();

    /** How long an introspected bearer is believed without asking again; also the delay of a logout. */
    @WithDefault("10s")
    Duration cache();

    @WithDefault("3s")
    Duration timeout();

    /** KubeSphere's authentication.issuer.jwtSecret, for mode secret. */
    Optional<String> jwtSecret();

    /** KubeSphere's authentication.issuer.url, for mode secret. */
    @WithDefault("http://ks-console.kubesphere-system.svc:30880")
    String issuer();

    /**
     * Whether what a job refers to is reviewed: ks-apiserver is asked whether the caller's roles let him read it. Without,
     * the sharing rule alone decides, and whoever may create jobs reads all datasets of his project by them.
     */
    @WithDefault("true")
    boolean reviewReferences();

    /**
     * Whether ks-apiserver is asked, for each request, whether the caller's roles allow it. It has judged what came through
     * itself; this judges what came to our port by another way, where no NetworkPolicy is enforced.
     */
    @WithDefault("true")
    boolean reviewRequests();

    /** Where the token of our own account at ks-apiserver lies, which asks; read anew each time. */
    @WithDefault("/var/run/secrets/kubesphere.io/serviceaccount/token")
    String accountTokenFile();

    /** Signs run tokens; the same on all replicas and after a restart, or running workloads lose us. */
    @Size(min = 32)
    String runTokenSecret();

    /** How long after a run's creation its token is good. */
    @WithDefault("90d")
    Duration runTokenLife();
}

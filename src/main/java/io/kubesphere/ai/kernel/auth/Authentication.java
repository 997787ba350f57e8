package io.kubesphere.ai.kernel.auth;

import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Decides who is calling. ks-apiserver's headers prove nothing by themselves, so a caller is a verified bearer. */
@ApplicationScoped
class Authentication {
    private static final Logger LOG = Logger.getLogger(Authentication.class);
    private static final Set<String> NOBODY = Set.of("system:anonymous", "system:pre-registration");

    /** Empty when the proxy is trusted. */
    private final Optional<BearerVerifier> verifier;

    Authentication(AuthConfig config, Clock clock) {
        this.verifier = verifier(config, clock);
        LOG.infof("callers are verified mode=%s", config.mode());
    }

    Caller caller(Credentials credentials) {
        var caller = verifier.isPresent() ? byBearer(credentials, verifier.get()) : byProxy(credentials);
        if (NOBODY.contains(caller.user())) {
            throw loginRequired();
        }
        return caller;
    }

    private static Caller byBearer(Credentials credentials, BearerVerifier verifier) {
        var caller = verifier.verify(credentials.bearer().orElseThrow(Authentication::loginRequired));
        if (!credentials.upgrade() && credentials.remoteUser().stream().anyMatch(user -> !user.equals(caller.user()))) {
            throw Problem.of(Problem.Code.UNAUTHORIZED, "the token belongs to somebody else than X-Remote-User says");
        }
        return caller;
    }

    private static Caller byProxy(Credentials credentials) {
        if (credentials.upgrade()) {
            throw Problem.of(Problem.Code.UNAUTHORIZED, "upgrade requests carry no verified user");
        }
        var user = credentials.remoteUser().orElseThrow(Authentication::loginRequired);
        return new Caller(user, Set.copyOf(credentials.remoteGroups()), credentials.remoteExtra());
    }

    private static Optional<BearerVerifier> verifier(AuthConfig config, Clock clock) {
        return switch (config.mode()) {
            case INTROSPECTION ->
                Optional.of(new CachedVerifier(
                        new Introspection(config.ksApiserver(), config.timeout()), config.cache(), clock));
            case SECRET -> {
                var secret = config.jwtSecret()
                        .orElseThrow(() -> new IllegalStateException("aip.auth.mode=secret needs aip.auth.jwt-secret"));
                yield Optional.of(new SecretVerifier(secret, config.issuer(), clock));
            }
            case TRUSTED_PROXY -> Optional.empty();
        };
    }

    private static Problem loginRequired() {
        return Problem.of(Problem.Code.UNAUTHORIZED, "log in to KubeSphere and send the access token as bearer");
    }
}

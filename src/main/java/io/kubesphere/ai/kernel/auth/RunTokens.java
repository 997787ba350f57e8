package io.kubesphere.ai.kernel.auth;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.jwt.Claims;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * The tokens by which workloads call us. They are a function of the run alone, so that a Secret applied again does not
 * change, and need no table; a run that no longer exists is refused by whoever looks it up.
 */
@ApplicationScoped
public class RunTokens {
    private static final String ISSUER = "https://ai.kubesphere.io/runs";
    private static final String AUDIENCE = "ai.kubesphere.io";
    private static final String SUBJECT = "run:";

    private final Hs256 signature;
    private final Duration life;

    @Inject
    RunTokens(AuthConfig config, Clock clock) {
        this(config.runTokenSecret(), config.runTokenLife(), clock);
    }

    /** The same without configuration. */
    public RunTokens(String secret, Duration life, Clock clock) {
        this.signature = new Hs256(secret, clock);
        this.life = life;
    }

    /** The token of a run: always the same text for the same run and creation time. */
    public String mint(RunIdentity run, Instant createdAt) {
        return Jwt.issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(SUBJECT + run.uid())
                .claim("namespace", run.namespace())
                .claim("name", run.name())
                // Without a fixed id SmallRye adds a random one.
                .claim(Claims.jti, run.uid())
                .issuedAt(createdAt)
                .expiresAt(createdAt.plus(life))
                .sign(signature.key());
    }

    /** Whose workload bears this token; a 401 when it is not one of ours, expired, or made for something else. */
    public RunIdentity verify(String bearer) {
        var claims = signature.verify(bearer, RunTokens::demand);
        var subject = text(claims, "sub");
        if (!subject.startsWith(SUBJECT)) {
            throw Problem.of(Problem.Code.UNAUTHORIZED, "this is not the token of a run");
        }
        return new RunIdentity(subject.substring(SUBJECT.length()), text(claims, "namespace"), text(claims, "name"));
    }

    private static void demand(JwtConsumerBuilder builder) {
        builder.setExpectedIssuer(ISSUER)
                .setExpectedAudience(AUDIENCE)
                .setRequireExpirationTime()
                .setRequireIssuedAt();
    }

    private static String text(JwtClaims claims, String name) {
        if (claims.getClaimValue(name) instanceof String text) {
            return text;
        }
        throw Problem.of(Problem.Code.UNAUTHORIZED, "the token is not valid");
    }
}

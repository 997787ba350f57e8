package io.kubesphere.ai.kernel.auth;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;

/**
 * Verifies tokens signed with a shared secret. Uses jose4j, the engine inside SmallRye JWT, directly: SmallRye's parser
 * refuses a token without expiry, and KubeSphere's service account tokens have none.
 */
final class Hs256 {
    /** ks-apiserver allows the same (pkg/apiserver/authentication/oauth/options.go, maximumClockSkew). */
    private static final int CLOCK_SKEW_SECONDS = 10;

    private final HmacKey key;
    private final Clock clock;

    Hs256(String secret, Clock clock) {
        this.key = new HmacKey(secret.getBytes(StandardCharsets.UTF_8));
        this.clock = clock;
    }

    HmacKey key() {
        return key;
    }

    /** The claims of a token that is ours, in time, and meets the demands; a 401 that says nothing more otherwise. */
    JwtClaims verify(String token, Consumer<JwtConsumerBuilder> demands) {
        var builder = new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(
                        new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256))
                // KubeSphere lets the admin choose a secret shorter than RFC 7518 wants.
                .setRelaxVerificationKeyValidation()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()));
        demands.accept(builder);
        try {
            return builder.build().processToClaims(token);
        } catch (InvalidJwtException invalid) {
            throw Problem.of(
                            Problem.Code.UNAUTHORIZED,
                            invalid.hasExpired() ? "the token has expired" : "the token is not valid")
                    .because(invalid);
        }
    }
}

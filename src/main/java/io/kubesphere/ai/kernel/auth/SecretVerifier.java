package io.kubesphere.ai.kernel.auth;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.time.Clock;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;

/** Verifies KubeSphere's own tokens offline (reference: ks-core pkg/apiserver/authentication/token/issuer.go). */
final class SecretVerifier implements BearerVerifier {
    private static final String STATIC = "static_token";

    /** ks-apiserver itself would also take a refresh token; we need not repeat that. */
    private static final Set<String> TYPES = Set.of("access_token", STATIC);

    private final Hs256 signature;
    private final String issuer;

    SecretVerifier(String secret, String issuer, Clock clock) {
        this.signature = new Hs256(secret, clock);
        this.issuer = issuer;
    }

    @Override
    public Caller verify(String token) {
        var claims = signature.verify(token, builder -> builder.setExpectedIssuer(issuer)
                .setSkipDefaultAudienceValidation()
                .setRequireIssuedAt());
        var type = String.valueOf(claims.getClaimValue("token_type"));
        if (!TYPES.contains(type) || (!type.equals(STATIC) && !claims.hasClaim("exp"))) {
            throw Problem.of(Problem.Code.UNAUTHORIZED, "this kind of token cannot be used here");
        }
        return Caller.named(subject(claims));
    }

    private static String subject(JwtClaims claims) {
        return String.valueOf(claims.getClaimValue("sub"));
    }
}

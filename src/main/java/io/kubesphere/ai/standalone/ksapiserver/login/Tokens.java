package io.kubesphere.ai.standalone.ksapiserver.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Issues and verifies tokens. Those that expire must also be remembered here, so a logout takes effect at once, and a
 * restart logs everybody out, as with KubeSphere's in-memory cache.
 */
public final class Tokens {
    static final Duration ACCESS_LIFE = Duration.ofHours(2);
    private static final Duration REFRESH_LIFE = ACCESS_LIFE.plusMinutes(30);
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);
    private static final int TIDY_EVERY = 1000;

    private final TokenSeal seal;
    private final String issuer;
    private final Clock clock;
    private final Map<String, Instant> valid = new ConcurrentHashMap<>();

    public Tokens(String secret, String issuer, Clock clock) {
        this.seal = new TokenSeal(secret);
        this.issuer = issuer;
        this.clock = clock;
    }

    String issuer() {
        return issuer;
    }

    String access(String user) {
        return expiring(user, TokenType.ACCESS, ACCESS_LIFE);
    }

    String refresh(String user) {
        return expiring(user, TokenType.REFRESH, REFRESH_LIFE);
    }

    /** A token that is good as long as its service account exists. */
    public String ofServiceAccount(String namespace, String name) {
        var user = Claims.serviceAccountName(namespace, name);
        return seal.sign(Claims.of(user, TokenType.STATIC, clock.instant(), Optional.empty())
                .json(issuer));
    }

    private String expiring(String user, TokenType type, Duration life) {
        var now = clock.instant();
        var until = now.plus(life);
        var token = seal.sign(Claims.of(user, type, now, Optional.of(until)).json(issuer));
        if (valid.size() % TIDY_EVERY == TIDY_EVERY - 1) {
            valid.values().removeIf(expiry -> !now.isBefore(expiry));
        }
        valid.put(token, until);
        return token;
    }

    /** Empty when the token is forged, expired or revoked; whether its user still exists is another question. */
    Optional<Claims> verify(String token) {
        return seal.open(token)
                .map(Claims::of)
                .filter(this::isInTime)
                .filter(claims -> claims.is(TokenType.STATIC) || valid.containsKey(token))
                .filter(claims -> !claims.username().isEmpty());
    }

    private boolean isInTime(Claims claims) {
        var now = clock.instant();
        var expired = claims.expiresAt().filter(until -> !now.isBefore(until)).isPresent();
        var early = claims.issuedAt()
                .filter(from -> from.isAfter(now.plus(CLOCK_SKEW)))
                .isPresent();
        return !expired && !early;
    }

    void revoke(String token) {
        valid.remove(token);
    }
}

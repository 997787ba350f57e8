package io.kubesphere.ai.standalone.ksapiserver.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What time and strangers do to tokens. */
class TokensTest {
    private static final String SECRET = "a-secret-that-nobody-else-knows!";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private Instant now = NOW;
    private final Tokens tokens = new Tokens(SECRET, "http://issuer", new Clock() {
        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void accessTokenEndsAfterTwoHoursAndRefreshTokenHalfAnHourLater() {
        var access = tokens.access("ann");
        var refresh = tokens.refresh("ann");

        now = NOW.plus(Duration.ofMinutes(119));
        assertThat(tokens.verify(access)).isPresent();
        now = NOW.plus(Duration.ofMinutes(121));
        assertThat(tokens.verify(access)).isEmpty();
        assertThat(tokens.verify(refresh)).isPresent();
        now = NOW.plus(Duration.ofMinutes(151));
        assertThat(tokens.verify(refresh)).isEmpty();
    }

    @Test
    void serviceAccountTokenNeverEndsAndSurvivesARestart() {
        var token = tokens.ofServiceAccount("ns", "robot");

        now = NOW.plus(Duration.ofDays(4000));
        var restarted = new Tokens(SECRET, "http://issuer", Clock.fixed(now, ZoneOffset.UTC));

        assertThat(restarted.verify(token).flatMap(Claims::serviceAccount)).isPresent();
        assertThat(new Tokens("another secret", "http://issuer", Clock.fixed(now, ZoneOffset.UTC)).verify(token))
                .isEmpty();
    }

    @Test
    void wellSignedTokenThatWasNotIssuedHereIsNotGood() {
        var elsewhere = new Tokens(SECRET, "http://issuer", Clock.fixed(NOW.minusSeconds(7), ZoneOffset.UTC));

        assertThat(tokens.verify(elsewhere.access("ann"))).isEmpty();
    }

    @Test
    void tokenFromTheFutureIsNotGood() {
        var token = tokens.ofServiceAccount("ns", "robot");

        now = NOW.minusSeconds(9);
        assertThat(tokens.verify(token)).isPresent();
        now = NOW.minusSeconds(11);
        assertThat(tokens.verify(token)).isEmpty();
    }

    @Test
    void unsignedTokenIsNotGood() {
        var claims = "{\"sub\":\"admin\",\"username\":\"admin\",\"token_type\":\"static_token\",\"iat\":1}";
        var encoder = Base64.getUrlEncoder().withoutPadding();

        var token = encoder.encodeToString("{\"alg\":\"none\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(claims.getBytes(java.nio.charset.StandardCharsets.UTF_8)) + ".";

        assertThat(tokens.verify(token)).isEmpty();
    }
}

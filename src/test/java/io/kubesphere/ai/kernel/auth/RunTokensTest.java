package io.kubesphere.ai.kernel.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RunTokensTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final Instant CREATED = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration LIFE = Duration.ofDays(90);
    private static final RunIdentity RUN = new RunIdentity("5f3c", "vision", "resnet");
    private static final String CLAIMS =
            """
            {"iss":"https://ai.kubesphere.io/runs","aud":"%s","sub":"%s","namespace":"vision","name":"resnet",
             "iat":%d,"exp":%d}""";

    private final RunTokens tokens = tokens(SECRET, CREATED.plusSeconds(60));

    private static RunTokens tokens(String secret, Instant now) {
        return new RunTokens(secret, LIFE, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String claims(String audience, String subject) {
        return CLAIMS.formatted(
                audience, subject, CREATED.getEpochSecond(), CREATED.plus(LIFE).getEpochSecond());
    }

    private static void assertRefused(RunTokens tokens, String bearer) {
        var problem = catchThrowableOfType(Problem.class, () -> tokens.verify(bearer));
        assertThat(problem).as(bearer).isNotNull();
        assertThat(problem.code()).isEqualTo(Problem.Code.UNAUTHORIZED);
        assertThat(problem.getMessage()).doesNotContain(bearer);
    }

    @Test
    void mintedTokenNamesItsRun() {
        assertThat(tokens.verify(tokens.mint(RUN, CREATED))).isEqualTo(RUN);
    }

    @Test
    void sameRunAlwaysGetsTheSameToken() {
        assertThat(tokens(SECRET, CREATED.plusSeconds(9999)).mint(RUN, CREATED)).isEqualTo(tokens.mint(RUN, CREATED));
    }

    @Test
    void handMadeTokenWithOurSecretIsTheBaselineOfTheForgeries() {
        assertThat(tokens.verify(Forge.hs256(SECRET, claims("ai.kubesphere.io", "run:5f3c"))))
                .isEqualTo(RUN);
    }

    @Test
    void tokenEndsWithItsLife() {
        var token = tokens.mint(RUN, CREATED);

        assertThat(tokens(SECRET, CREATED.plus(LIFE).minusSeconds(1)).verify(token))
                .isEqualTo(RUN);
        assertRefused(tokens(SECRET, CREATED.plus(LIFE).plusSeconds(60)), token);
    }

    @Test
    void forgedTokensAreRefused() {
        var good = claims("ai.kubesphere.io", "run:5f3c");

        assertRefused(tokens, Forge.hs256("ffffffffffffffffffffffffffffffff", good));
        assertRefused(tokens, Forge.unsigned(good));
        assertRefused(tokens, Forge.unsigned(good).replaceFirst("\\.$", ""));
        assertRefused(tokens, Forge.hs256(SECRET, claims("somebody.else", "run:5f3c")));
        assertRefused(tokens, Forge.hs256(SECRET, claims("ai.kubesphere.io", "ada")));
        assertRefused(tokens, Forge.hs256(SECRET, good.replace("/runs", "/users")));
        assertRefused(tokens, Forge.hs256(SECRET, good.replaceFirst(",\\s*\"exp\".*", "}")));
        assertRefused(tokens, Forge.hs256(SECRET, good.replace("\"namespace\":\"vision\"", "\"namespace\":7")));
        assertRefused(tokens, "nonsense");
        assertRefused(tokens, "..");
    }

    @Test
    void otherAlgorithmsAreRefusedEvenWithTheRightSecret() throws NoSuchAlgorithmException {
        var good = claims("ai.kubesphere.io", "run:5f3c");
        var pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();

        assertRefused(tokens, Forge.rs256(pair.getPrivate(), good));
        assertRefused(
                tokens,
                Forge.hmac(
                        "HmacSHA512", SECRET.repeat(2).getBytes(StandardCharsets.UTF_8), "{\"alg\":\"HS512\"}", good));
    }

    @Test
    void everyTamperedByteIsNoticed() {
        var token = tokens.mint(RUN, CREATED);
        var payload = token.indexOf('.') + 1;

        for (var i = 0; i < token.lastIndexOf('.'); i += 7) {
            var other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertRefused(tokens, token.substring(0, i) + other + token.substring(i + 1));
        }
        assertRefused(
                tokens,
                token.substring(0, payload)
                        + Forge.encoded(claims("ai.kubesphere.io", "run:other"))
                        + token.substring(token.lastIndexOf('.')));
    }
}

package io.kubesphere.ai.kernel.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.testing.SettableClock;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthenticationTest {
    static final String SECRET = "kubesphere-secret-of-32-letters!";
    static final String ISSUER = "http://ks-console.kubesphere-system.svc:30880";
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    /** ks-apiserver's two endpoints: userinfo by token, and how it should fail. */
    private final Map<String, String> users = new ConcurrentHashMap<>();

    private final AtomicInteger asked = new AtomicInteger();
    private final SettableClock clock = new SettableClock(NOW);
    private HttpServer ksApiserver;

    @BeforeEach
    void start() throws IOException {
        ksApiserver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ksApiserver.createContext("/oauth/userinfo", exchange -> {
            asked.incrementAndGet();
            var token = exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
            var user = Optional.ofNullable(users.get(token));
            var body = user.map(name -> "{\"sub\":\"" + name + "\",\"email\":\"x@y\"}")
                    .orElse("Unauthorized");
            var status = token.equals("breaks") ? 500 : user.isPresent() ? 200 : 401;
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        ksApiserver.createContext("/oauth/authenticate", exchange -> {
            var review = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var known = users.entrySet().stream()
                    .filter(user -> review.contains(user.getKey()))
                    .findFirst();
            var body = known.map(user ->
                            "{\"status\":{\"authenticated\":true,\"user\":{\"username\":\"" + user.getValue() + "\"}}}")
                    .orElse("invalid token");
            exchange.sendResponseHeaders(known.isPresent() ? 200 : 400, body.length());
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        ksApiserver.start();
    }

    @AfterEach
    void stop() {
        ksApiserver.stop(0);
    }

    @Test
    void introspectedBearerIsTheCaller() {
        users.put("t1", "ada");

        var caller = introspection().caller(credentials("Authorization", "Bearer t1", "X-Remote-User", "ada"));

        assertThat(caller.user()).isEqualTo("ada");
        assertThat(caller.groups()).containsExactly("system:authenticated");
    }

    @Test
    void headersNeverAddGroupsToABearer() {
        users.put("t1", "ada");

        var caller =
                introspection().caller(credentials("Authorization", "bearer t1", "X-Remote-Group", "system:masters"));

        assertThat(caller.groups()).containsExactly("system:authenticated");
    }

    @Test
    void introspectionIsAskedOncePerFewSeconds() {
        users.put("t1", "ada");
        var authentication = introspection();
        var credentials = credentials("Authorization", "Bearer t1");
        authentication.caller(credentials);
        authentication.caller(credentials);
        assertThat(asked).hasValue(1);

        users.clear();
        clock.advance(Duration.ofSeconds(11));

        assertRefused(Problem.Code.UNAUTHORIZED, authentication, "Authorization", "Bearer t1");
        assertThat(asked).hasValue(2);
    }

    @Test
    void serviceAccountIsVerifiedByTokenReviewSinceUserinfoFailsForIt() {
        var token = Forge.unsigned("{\"sub\":\"kubesphere:serviceaccount:ns:bot\"}") + "x";
        users.put(token, "kubesphere:serviceaccount:ns:bot");

        assertThat(introspection()
                        .caller(credentials("Authorization", "Bearer " + token))
                        .user())
                .isEqualTo("kubesphere:serviceaccount:ns:bot");
        users.clear();
        clock.advance(Duration.ofMinutes(1));
        assertRefused(Problem.Code.UNAUTHORIZED, introspection(), "Authorization", "Bearer " + token);
    }

    @Test
    void whenKsApiserverCannotSayNobodyIsLetInAndNobodyIsLoggedOut() {
        assertRefused(Problem.Code.UNAVAILABLE, introspection(), "Authorization", "Bearer breaks");
        ksApiserver.stop(0);
        assertRefused(Problem.Code.UNAVAILABLE, introspection(), "Authorization", "Bearer t1");
    }

    @Test
    void ksApiserverThatIsTooSlowCountsAsAway() {
        var never = new CountDownLatch(1);
        ksApiserver.removeContext("/oauth/userinfo");
        ksApiserver.createContext("/oauth/userinfo", exchange -> {
            asked.incrementAndGet();
            awaitEnd(never);
            exchange.close();
        });
        try {
            assertRefused(Problem.Code.UNAVAILABLE, introspection(), "Authorization", "Bearer t1");
            assertThat(asked).hasValue(1);
        } finally {
            never.countDown();
        }
    }

    private static void awaitEnd(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void bearerOfSomebodyElseThanTheHeaderSaysIsRefused() {
        users.put("t1", "ada");

        assertRefused(
                Problem.Code.UNAUTHORIZED, introspection(), "Authorization", "Bearer t1", "X-Remote-User", "admin");
    }

    @Test
    void upgradeRequestIsVerifiedByItsBearerAlone() {
        users.put("t1", "ada");

        var caller = introspection()
                .caller(credentials(
                        "Authorization",
                        "Bearer t1",
                        "X-Remote-User",
                        "admin",
                        "Upgrade",
                        "websocket",
                        "Connection",
                        "Upgrade"));

        assertThat(caller.user()).isEqualTo("ada");
        assertRefused(
                Problem.Code.UNAUTHORIZED,
                authentication(AuthConfig.Mode.TRUSTED_PROXY),
                "X-Remote-User",
                "admin",
                "Upgrade",
                "websocket");
    }

    @Test
    void anonymousAndBasicAreRefusedInEveryMode() {
        users.put("t1", "system:anonymous");
        for (var mode : AuthConfig.Mode.values()) {
            var authentication = authentication(mode);
            assertRefused(Problem.Code.UNAUTHORIZED, authentication);
            assertRefused(Problem.Code.UNAUTHORIZED, authentication, "Authorization", "Basic YWRtaW46UEA4OHcwcmQ=");
            assertRefused(Problem.Code.UNAUTHORIZED, authentication, "Authorization", "Bearer ");
            assertRefused(Problem.Code.UNAUTHORIZED, authentication, "Authorization", "Bearer t1 t1");
            assertRefused(Problem.Code.UNAUTHORIZED, authentication, "Authorization", "Bearer t\u00e91");
            assertRefused(
                    Problem.Code.UNAUTHORIZED,
                    authentication,
                    "X-Remote-User",
                    "system:anonymous",
                    "Authorization",
                    "Bearer t1");
        }
    }

    @Test
    void identityHeaderSentTwiceIsRefused() {
        var headers = new MultivaluedHashMap<String, String>();
        headers.addAll("X-Remote-User", "ada", "admin");

        assertThat(catchThrowableOfType(Problem.class, () -> Credentials.of(headers))
                        .code())
                .isEqualTo(Problem.Code.UNAUTHORIZED);
    }

    @Test
    void trustedProxyTellsUserGroupsAndExtra() {
        var headers = new MultivaluedHashMap<String, String>();
        headers.add("X-Remote-User", "ada");
        headers.addAll("X-Remote-Group", "system:authenticated", "team");
        headers.add("X-Remote-Extra-Idp%2Fname", "ldap");

        var caller = authentication(AuthConfig.Mode.TRUSTED_PROXY).caller(Credentials.of(headers));

        assertThat(caller.groups()).containsExactlyInAnyOrder("system:authenticated", "team");
        assertThat(caller.extra()).containsKey("idp/name");
    }

    @Test
    void secretVerifiesAccessAndStaticTokensOnly() throws NoSuchAlgorithmException {
        var authentication = authentication(AuthConfig.Mode.SECRET);
        var access = claims("access_token", ISSUER, 3600);
        var pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();

        assertThat(caller(authentication, Forge.hs256(SECRET, access)).user()).isEqualTo("ada");
        assertThat(caller(authentication, Forge.hs256(SECRET, claims("static_token", ISSUER, 0)))
                        .user())
                .isEqualTo("ada");
        assertTokenRefused(authentication, Forge.hs256(SECRET, claims("refresh_token", ISSUER, 3600)));
        assertTokenRefused(authentication, Forge.hs256(SECRET, claims("id_token", ISSUER, 3600)));
        assertTokenRefused(authentication, Forge.hs256(SECRET, claims("access_token", ISSUER, 0)));
        assertTokenRefused(authentication, Forge.hs256(SECRET, claims("access_token", ISSUER, -60)));
        assertTokenRefused(authentication, Forge.hs256(SECRET, claims("access_token", "http://other", 3600)));
        assertTokenRefused(authentication, Forge.hs256("another secret of exactly 32 b..", access));
        assertTokenRefused(authentication, Forge.unsigned(access));
        assertTokenRefused(authentication, Forge.rs256(pair.getPrivate(), access));
    }

    private static void assertTokenRefused(Authentication authentication, String token) {
        assertRefused(Problem.Code.UNAUTHORIZED, authentication, "Authorization", "Bearer " + token);
    }

    private static void assertRefused(Problem.Code code, Authentication authentication, String... headers) {
        var problem = catchThrowableOfType(Problem.class, () -> authentication.caller(credentials(headers)));
        assertThat(problem).as(String.join(" ", headers)).isNotNull();
        assertThat(problem.code()).isEqualTo(code);
    }

    private static Caller caller(Authentication authentication, String token) {
        return authentication.caller(credentials("Authorization", "Bearer " + token));
    }

    private static String claims(String type, String issuer, int seconds) {
        var end = seconds == 0 ? "" : ",\"exp\":" + NOW.plusSeconds(seconds).getEpochSecond();
        return "{\"sub\":\"ada\",\"username\":\"ada\",\"iss\":\"" + issuer + "\",\"token_type\":\"" + type
                + "\",\"iat\":" + NOW.minusSeconds(120).getEpochSecond() + end + "}";
    }

    private static Credentials credentials(String... headers) {
        var map = new MultivaluedHashMap<String, String>();
        for (var i = 0; i < headers.length; i += 2) {
            map.add(headers[i], headers[i + 1]);
        }
        return Credentials.of(map);
    }

    private Authentication introspection() {
        return authentication(AuthConfig.Mode.INTROSPECTION);
    }

    private Authentication authentication(AuthConfig.Mode mode) {
        var base = URI.create("http://127.0.0.1:" + ksApiserver.getAddress().getPort());
        return new Authentication(new AuthSettings(mode, base), clock);
    }
}

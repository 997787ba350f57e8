package io.kubesphere.ai.kernel.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.testing.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ks-apiserver is asked with our own account whether a caller may read something. */
class PermissionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Caller ADA = Caller.named("ada");

    private final List<JsonNode> asked = new ArrayList<>();
    private final List<String> bearers = new ArrayList<>();
    private int status = 201;
    private HttpServer server;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(directory.resolve("token"), "ours\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/kapis/iam.kubesphere.io/v1beta1/subjectaccessreviews", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var review = JSON.readTree(exchange.getRequestBody());
        asked.add(review.path("spec"));
        bearers.add(exchange.getRequestHeaders().getFirst("Authorization"));
        var allowed = review.at("/spec/resourceAttributes/resource").asText().equals("algorithms");
        var body = "{\"status\":{\"allowed\":%s}}".formatted(allowed).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void rolesDecide() {
        var permissions = permissions(NOW);

        assertThat(permissions.mayGet(ADA, "vision", "algorithms")).isTrue();
        assertThat(permissions.mayGet(ADA, "vision", "datasets")).isFalse();
    }

    @Test
    void questionIsAboutTheCallerAndAskedByUs() {
        permissions(NOW).mayGet(ADA, "vision", "datasets");

        assertThat(asked.get(0))
                .hasToString(
                        """
                {"user":"ada","groups":["system:authenticated"],"resourceAttributes":{"verb":"get",\
                "group":"ai.kubesphere.io","version":"v1alpha1","resource":"datasets","namespace":"vision"}}""");
        assertThat(bearers).containsExactly("Bearer ours");
    }

    @Test
    void tokenIsReadAnewSinceItIsRenewed() throws IOException {
        var permissions = permissions(NOW);
        permissions.mayGet(ADA, "vision", "datasets");
        Files.writeString(directory.resolve("token"), "renewed");
        permissions.mayGet(ADA, "vision", "algorithms");

        assertThat(bearers).containsExactly("Bearer ours", "Bearer renewed");
    }

    @Test
    void answerIsBelievedForSeconds() {
        var clock = new SettableClock(NOW);
        var permissions = permissions(clock);
        permissions.mayGet(ADA, "vision", "datasets");
        clock.advance(Duration.ofSeconds(9));
        permissions.mayGet(ADA, "vision", "datasets");
        assertThat(asked).hasSize(1);

        clock.advance(Duration.ofSeconds(2));
        permissions.mayGet(ADA, "vision", "datasets");
        assertThat(asked).hasSize(2);
    }

    @Test
    void answerOfOneIsNotThatOfAnother() {
        var permissions = permissions(NOW);
        permissions.mayGet(ADA, "vision", "datasets");
        permissions.mayGet(Caller.named("eve"), "vision", "datasets");
        permissions.mayGet(ADA, "speech", "datasets");

        assertThat(asked).hasSize(3);
    }

    @Test
    void nothingIsAllowedWhileKsApiserverIsAway() {
        var permissions = permissions(NOW);
        server.stop(0);

        assertThatThrownBy(() -> permissions.mayGet(ADA, "vision", "algorithms"))
                .isInstanceOfSatisfying(Problem.class, this::isUnavailable);
    }

    @Test
    void nothingIsAllowedWhenOurAccountIsRefused() {
        status = 403;

        assertThatThrownBy(() -> permissions(NOW).mayGet(ADA, "vision", "algorithms"))
                .isInstanceOfSatisfying(Problem.class, this::isUnavailable);
    }

    @Test
    void nothingIsAllowedWithoutOurToken() throws IOException {
        Files.delete(directory.resolve("token"));

        assertThatThrownBy(() -> permissions(NOW).mayGet(ADA, "vision", "algorithms"))
                .isInstanceOfSatisfying(Problem.class, this::isUnavailable);
        assertThat(asked).isEmpty();
    }

    @Test
    void reviewsCanBeSwitchedOff() {
        var off = new Permissions(
                new AuthSettings(AuthConfig.Mode.TRUSTED_PROXY, url()), Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(off.mayGet(ADA, "vision", "datasets")).isTrue();
        assertThat(asked).isEmpty();
    }

    private void isUnavailable(Problem problem) {
        assertThat(problem.code()).isEqualTo(Problem.Code.UNAVAILABLE);
    }

    private Permissions permissions(Instant now) {
        return permissions(Clock.fixed(now, ZoneOffset.UTC));
    }

    private Permissions permissions(Clock clock) {
        var token = directory.resolve("token").toString();
        return new Permissions(new AuthSettings(AuthConfig.Mode.INTROSPECTION, url(), true, token), clock);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}

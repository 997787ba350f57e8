package io.kubesphere.ai.standalone.ksapiserver;

import static io.kubesphere.ai.standalone.ksapiserver.DemoKubeSphere.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Logging in, out, and being who one says one is. */
@ExtendWith(SharedKubeSphere.class)
class LoginTest {
    private final DemoKubeSphere demo;

    LoginTest(DemoKubeSphere demo) {
        this.demo = demo;
    }

    private static String basic(String user, String password) {
        var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private void user(String name, String state) {
        demo.apply(DemoKubeSphere.user(name, state));
    }

    private void eventually(org.awaitility.core.ThrowingRunnable check) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(check);
    }

    @Test
    void accessTokenHasExactlyKubeSpheresClaims() {
        var answer = demo.login("risk-viewer", PASSWORD);
        var parts = answer.json().path("access_token").asText().split("\\.");
        var header = DemoKubeSphere.tree(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8));
        var claims = DemoKubeSphere.tree(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));

        assertThat(answer.json().path("token_type").asText()).isEqualTo("Bearer");
        assertThat(answer.json().path("expires_in").asInt()).isEqualTo(7200);
        assertThat(header).isEqualTo(DemoKubeSphere.tree("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"));
        assertThat(claims.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("sub", "username", "iss", "iat", "exp", "token_type");
        assertThat(claims.path("sub").asText()).isEqualTo("risk-viewer");
        assertThat(claims.path("username").asText()).isEqualTo("risk-viewer");
        assertThat(claims.path("token_type").asText()).isEqualTo("access_token");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(7200);
    }

    @Test
    void everybodyMayLogInByEmailToo() {
        assertThat(demo.login("stranger@demo.example", PASSWORD).code()).isEqualTo(200);
    }

    @Test
    void refreshTokenBringsNewTokensAndAnAccessTokenDoesNot() {
        var refresh =
                demo.login("stranger", PASSWORD).json().path("refresh_token").asText();
        var form = "grant_type=refresh_token&client_id=kubesphere&client_secret=kubesphere&refresh_token=";

        assertThat(demo.form(form + refresh).json().path("access_token").asText())
                .isNotEmpty();
        assertThat(demo.form(form + demo.token("stranger")).json().path("error").asText())
                .isEqualTo("invalid_grant");
    }

    @Test
    void refusalsOfTheTokenEndpointHaveOAuthShape() {
        var wrong = demo.login("admin", "wrong");

        assertThat(wrong.code()).isEqualTo(400);
        assertThat(wrong.json().path("error").asText()).isEqualTo("invalid_grant");
        assertThat(wrong.json().path("error_description").asText()).isNotEmpty();
        assertThat(wrong.headers().get("cache-control")).containsExactly("no-store");
        assertThat(demo.login("nobody-of-that-name", PASSWORD).code()).isEqualTo(400);
        assertThat(demo.login("admin", "").code()).isEqualTo(400);
        assertThat(demo.form("grant_type=password&client_id=other")
                        .json()
                        .path("error")
                        .asText())
                .isEqualTo("invalid_client");
        assertThat(demo.form("grant_type=password&client_id=kubesphere&client_secret=x")
                        .code())
                .isEqualTo(401);
        assertThat(demo.form("grant_type=magic&client_id=kubesphere&client_secret=kubesphere")
                        .json()
                        .path("error")
                        .asText())
                .isEqualTo("unsupported_grant_type");
    }

    @Test
    void disabledUserCannotLogInAndHisTokenStopsWorking() {
        user("leaver", "Active");
        eventually(() -> assertThat(demo.login("leaver", PASSWORD).code()).isEqualTo(200));
        assertThat(demo.get("leaver", "/oauth/userinfo").code()).isEqualTo(200);

        user("leaver", "Disabled");

        eventually(
                () -> assertThat(demo.get("leaver", "/oauth/userinfo").code()).isEqualTo(401));
        assertThat(demo.login("leaver", PASSWORD)
                        .json()
                        .path("error_description")
                        .asText())
                .isEqualTo("Account suspended.");
    }

    @Test
    void fiveWrongPasswordsCloseTheAccountForAWhile() {
        user("guessed", "Active");
        eventually(() -> assertThat(demo.login("guessed", PASSWORD).code()).isEqualTo(200));

        IntStream.range(0, 5).forEach(guess -> demo.login("guessed", "guess" + guess));

        assertThat(demo.login("guessed", PASSWORD).code()).isEqualTo(429);
    }

    @Test
    void loggedOutTokenIsNoLongerGoodAnywhere() {
        user("visitor", "Active");
        eventually(() -> assertThat(demo.login("visitor", PASSWORD).code()).isEqualTo(200));
        assertThat(demo.get("visitor", "/oauth/logout").code()).isEqualTo(200);

        assertThat(demo.get("visitor", "/oauth/userinfo").code()).isEqualTo(401);
        assertThat(review(demo.token("visitor")).code()).isEqualTo(400);
    }

    @Test
    void userInfoTellsWhoTheBearerIs() {
        var info = demo.get("risk-operator", "/oauth/userinfo").json();

        assertThat(info.path("sub").asText()).isEqualTo("risk-operator");
        assertThat(info.path("email").asText()).isEqualTo("risk-operator@demo.example");
        assertThat(info.path("preferred_username").asText()).isEqualTo("risk-operator");
        assertThat(info.has("password")).isFalse();
        assertThat(demo.send(demo.request("/oauth/userinfo")).code()).isEqualTo(401);
    }

    private DemoKubeSphere.Answer review(String token) {
        return demo.send(demo.request("/oauth/authenticate")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"spec\":{\"token\":\""
                                + token + "\"}}")));
    }

    @Test
    void tokenReviewNamesTheUserAndAnswersTextWhenTheTokenIsBad() {
        var good = review(demo.token("admin")).json();
        var bad = review("nonsense");

        assertThat(good.at("/status/authenticated").asBoolean()).isTrue();
        assertThat(good.at("/status/user/username").asText()).isEqualTo("admin");
        assertThat(good.at("/status/user").has("groups")).isFalse();
        assertThat(bad.code()).isEqualTo(400);
        assertThat(bad.headers().get("content-type")).containsExactly("text/plain; charset=utf-8");
    }

    @Test
    void basicPasswordIsAcceptedAndBringsTheUsersGroups() {
        user("grouped", "Active");
        var path = DemoKubeSphere.KAPI + "/users/grouped/notes";

        eventually(() -> {
            var echo = demo.send(demo.request(path).header("Authorization", basic("grouped", PASSWORD)));
            assertThat(echo.code()).isEqualTo(200);
            assertThat(echo.json().at("/headers/x-remote-user/0").asText()).isEqualTo("grouped");
            assertThat(echo.json().at("/headers/x-remote-group"))
                    .isEqualTo(DemoKubeSphere.tree("[\"auditors\",\"system:authenticated\"]"));
            assertThat(echo.json().at("/headers/authorization/0").asText()).startsWith("Basic ");
        });
    }

    @Test
    void badCredentialIsA401StatusAndNoneIsA403Status() {
        var path = DemoKubeSphere.KAPI + "/namespaces/credit-risk/trainingjobs";
        var forged = demo.send(demo.request(path).header("Authorization", "Bearer x.y.z"));
        var wrong = demo.send(demo.request(path).header("Authorization", basic("admin", "nope")));
        var strange = demo.send(demo.request(path).header("Authorization", "Negotiate abc"));
        var anonymous = demo.send(demo.request(path));

        assertThat(forged.code()).isEqualTo(401);
        assertThat(forged.json().path("kind").asText()).isEqualTo("Status");
        assertThat(forged.json().path("reason").asText()).isEqualTo("Unauthorized");
        assertThat(wrong.code()).isEqualTo(401);
        assertThat(strange.code()).isEqualTo(401);
        assertThat(anonymous.code()).isEqualTo(403);
        assertThat(anonymous.json().path("reason").asText()).isEqualTo("Forbidden");
        assertThat(anonymous.json().path("message").asText())
                .isEqualTo("trainingjobs.ai.kubesphere.io is forbidden: User \"system:anonymous\" cannot list resource"
                        + " \"trainingjobs\" in API group \"ai.kubesphere.io\" in the namespace \"credit-risk\"");
    }

    @Test
    void refreshTokenWorksAsABearerAsInKubeSphere() {
        var refresh =
                demo.login("stranger", PASSWORD).json().path("refresh_token").asText();

        var info = demo.send(demo.request("/oauth/userinfo").header("Authorization", "Bearer " + refresh));

        assertThat(info.code()).isEqualTo(200);
    }

    @Test
    void discoveryNamesTheTokenEndpoint() {
        var document =
                demo.send(demo.request("/.well-known/openid-configuration")).json();

        assertThat(document.path("token_endpoint").asText()).endsWith("/oauth/token");
    }
}

package io.kubesphere.ai.standalone.ksapiserver;

import static io.kubesphere.ai.standalone.ksapiserver.DemoKubeSphere.KAPI;
import static io.kubesphere.ai.standalone.ksapiserver.DemoKubeSphere.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Secret;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An extension's own account: its token, and the question it may ask. */
@ExtendWith(SharedKubeSphere.class)
class ServiceAccountTest {
    private static final String REVIEWS = "/kapis/iam.kubesphere.io/v1beta1/subjectaccessreviews";

    private final DemoKubeSphere demo;

    ServiceAccountTest(DemoKubeSphere demo) {
        this.demo = demo;
    }

    private Secret secret(String namespace, String account) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> demo.client().secrets().inNamespace(namespace).list().getItems().stream()
                                .filter(secret -> "kubesphere.io/service-account-token".equals(secret.getType()))
                                .filter(secret -> account.equals(secret.getMetadata()
                                        .getAnnotations()
                                        .get("kubesphere.io/service-account.name")))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private String token(String namespace, String account) {
        var data = secret(namespace, account).getData().get("token");
        return new String(Base64.getDecoder().decode(data), StandardCharsets.US_ASCII);
    }

    private DemoKubeSphere.Answer review(String token, String body) {
        return demo.send(demo.request(REVIEWS)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String asking(String user, String attributes) {
        return "{\"apiVersion\":\"iam.kubesphere.io/v1beta1\",\"kind\":\"SubjectAccessReview\",\"spec\":{\"user\":\""
                + user + "\"," + attributes + "}}";
    }

    private static String job(String verb, String place) {
        return "\"resourceAttributes\":{" + place + "\"verb\":\"" + verb
                + "\",\"group\":\"ai.kubesphere.io\",\"version\":\"v1alpha1\",\"resource\":\"trainingjobs\"}";
    }

    private boolean allowed(String user, String attributes) {
        var review = review(token("ai-presets", "ai-platform"), asking(user, attributes));
        assertThat(review.code()).isEqualTo(200);
        return review.json().at("/status/allowed").asBoolean();
    }

    @Test
    void accountGetsATokenWithoutExpiryInASecretThatItNames() {
        var claims = token("ai-presets", "ai-platform").split("\\.")[1];
        var json = tree(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8));
        var name = secret("ai-presets", "ai-platform").getMetadata().getName();

        assertThat(json.path("sub").asText()).isEqualTo("kubesphere:serviceaccount:ai-presets:ai-platform");
        assertThat(json.path("token_type").asText()).isEqualTo("static_token");
        assertThat(json.has("exp")).isFalse();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(demo.get(
                                "admin",
                                "/apis/kubesphere.io/v1alpha1/namespaces/ai-presets/serviceaccounts/ai-platform")
                        .json()
                        .at("/secrets/0/name")
                        .asText())
                .isEqualTo(name));
    }

    @Test
    void accountAsksWhatUsersMayDoInEveryScope() {
        assertThat(allowed("risk-operator", job("create", "\"namespace\":\"credit-risk\",")))
                .isTrue();
        assertThat(allowed("risk-viewer", job("create", "\"namespace\":\"credit-risk\",")))
                .isFalse();
        assertThat(allowed("risk-viewer", job("get", "\"namespace\":\"credit-risk\",")))
                .isTrue();
        assertThat(allowed("research-admin", job("create", "\"workspace\":\"research\",")))
                .isTrue();
        assertThat(allowed("research-admin", job("create", "\"workspace\":\"marketing\",")))
                .isFalse();
        assertThat(allowed("admin", job("create", "\"resourceScope\":\"Cluster\",")))
                .isTrue();
        assertThat(allowed("risk-operator", job("list", "\"resourceScope\":\"Cluster\",")))
                .isFalse();
        assertThat(allowed("admin", "\"nonResourceAttributes\":{\"path\":\"/x\",\"verb\":\"GET\"}"))
                .isTrue();
        assertThat(allowed("stranger", "\"nonResourceAttributes\":{\"path\":\"/x\",\"verb\":\"GET\"}"))
                .isFalse();
    }

    @Test
    void listOfReviewsIsAnsweredAsAListAndGarbageIsA400() {
        var token = token("ai-presets", "ai-platform");
        var list = "{\"kind\":\"SubjectAccessReviewList\",\"items\":["
                + asking("risk-viewer", job("get", "\"namespace\":\"credit-risk\",")) + ","
                + asking("risk-viewer", job("delete", "\"namespace\":\"credit-risk\",")) + "]}";

        var items = review(token, list).json().path("items");

        assertThat(items.at("/0/status/allowed").asBoolean()).isTrue();
        assertThat(items.at("/1/status/allowed").asBoolean()).isFalse();
        assertThat(review(token, "[1]").code()).isEqualTo(400);
        assertThat(review(token, "{\"items\":[1]}").code()).isEqualTo(400);
        assertThat(review(token, "{").code()).isEqualTo(400);
    }

    @Test
    void onlyWhoHasARoleForItMayAskAndTheAccountMayDoNothingElse() {
        var token = token("ai-presets", "ai-platform");

        assertThat(review(demo.token("risk-operator"), asking("admin", job("get", "")))
                        .code())
                .isEqualTo(403);
        assertThat(demo.send(demo.request(KAPI + "/namespaces/credit-risk/trainingjobs")
                                .header("Authorization", "Bearer " + token))
                        .code())
                .isEqualTo(403);
        assertThat(demo.send(demo.request("/oauth/userinfo").header("Authorization", "Bearer " + token))
                        .code())
                .isEqualTo(500);
    }

    @Test
    void tokenEndsWithItsAccountAndBackEndsSeeNoGroup() {
        var account =
                """
                apiVersion: kubesphere.io/v1alpha1
                kind: ServiceAccount
                metadata: {name: robot, namespace: vision}
                """;
        var rights =
                """
                apiVersion: iam.kubesphere.io/v1beta1
                kind: RoleBinding
                metadata: {name: robot, namespace: vision}
                roleRef: {apiGroup: iam.kubesphere.io, kind: Role, name: viewer}
                subjects: [{apiGroup: kubesphere.io, kind: ServiceAccount, name: robot}]
                """;
        demo.apply(account);
        demo.apply(rights);
        var token = token("vision", "robot");
        var jobs = demo.request(KAPI + "/namespaces/vision/trainingjobs").header("Authorization", "Bearer " + token);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var echo = demo.send(jobs);
            assertThat(echo.code()).isEqualTo(200);
            assertThat(echo.json().at("/headers/x-remote-user/0").asText())
                    .isEqualTo("kubesphere:serviceaccount:vision:robot");
            assertThat(echo.json().path("headers").has("x-remote-group")).isFalse();
        });

        demo.delete(account);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(demo.send(jobs).code()).isEqualTo(401));
    }
}

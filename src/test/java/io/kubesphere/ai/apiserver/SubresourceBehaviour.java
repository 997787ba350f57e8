package io.kubesphere.ai.apiserver;

import static io.kubesphere.ai.apiserver.Api.pod;
import static io.kubesphere.ai.apiserver.Api.widget;
import static io.kubesphere.ai.apiserver.Api.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Status and scale, and what pods have besides. */
interface SubresourceBehaviour extends ServerUnderTest {

    private ObjectNode created() {
        return (ObjectNode)
                api().post(api().widgets(), widget("w", "colour: red")).expecting(201);
    }

    @Test
    default void createDropsTheStatus() {
        var body = widget("w", "colour: red");
        body.putObject("status").put("phase", "Forged");

        var created = api().post(api().widgets(), body).expecting(201);

        assertThat(created.has("status")).isFalse();
    }

    @Test
    default void replaceOfTheObjectLeavesTheStatus() {
        var created = created();
        api().patch(api().widgets() + "/w/status", Api.MERGE, "{status: {phase: Real}}")
                .expecting(200);
        var forged = (ObjectNode) api().get(api().widgets() + "/w").expecting(200);
        forged.putObject("status").put("phase", "Forged");

        var replaced = api().put(api().widgets() + "/w", forged).expecting(200);

        assertThat(replaced.at("/status/phase").asText()).isEqualTo("Real");
        assertThat(created.has("status")).isFalse();
    }

    @Test
    default void replaceOfTheStatusLeavesTheObject() {
        var body = created();
        body.putObject("status").put("phase", "Real");
        body.withObject("/spec").put("colour", "blue");
        body.withObject("/metadata/labels").put("a", "b");

        var replaced = api().put(api().widgets() + "/w/status", body).expecting(200);

        assertThat(replaced.at("/status/phase").asText()).isEqualTo("Real");
        assertThat(replaced.at("/spec/colour").asText()).isEqualTo("red");
        assertThat(replaced.at("/metadata/generation").asInt()).isEqualTo(1);
        assertThat(replaced.at("/metadata/labels/a").isMissingNode()).isTrue();
    }

    @Test
    default void staleReplaceOfTheStatusIsAConflict() {
        var body = created();
        api().patch(api().widgets() + "/w", Api.MERGE, "{metadata: {labels: {a: b}}}")
                .expecting(200);
        body.putObject("status").put("phase", "Late");

        api().put(api().widgets() + "/w/status", body).refused(409, "Conflict");
    }

    @Test
    default void statusIsValidatedToo() {
        created();

        var refused = api().patch(api().widgets() + "/w/status", Api.MERGE, "{status: {replicas: many}}")
                .refused(422, "Invalid");

        assertThat(refused.causeReason("status.replicas")).isEqualTo("FieldValueTypeInvalid");
    }

    @Test
    default void statusOfAMissingObjectIsNotFound() {
        api().patch(api().widgets() + "/absent/status", Api.MERGE, "{status: {phase: X}}")
                .refused(404, "NotFound");
    }

    @Test
    default void scaleShowsWantedAndPresentReplicas() {
        created();
        api().patch(api().widgets() + "/w/status", Api.MERGE, "{status: {replicas: 7}}")
                .expecting(200);

        var scale = api().get(api().widgets() + "/w/scale").expecting(200);

        assertThat(scale.path("kind").asText()).isEqualTo("Scale");
        assertThat(scale.path("apiVersion").asText()).isEqualTo("autoscaling/v1");
        assertThat(scale.at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(scale.at("/status/replicas").asInt()).isEqualTo(7);
    }

    @Test
    default void scalingChangesTheObject() {
        created();

        api().patch(api().widgets() + "/w/scale", Api.MERGE, "{spec: {replicas: 4}}")
                .expecting(200);

        var widget = api().get(api().widgets() + "/w").expecting(200);
        assertThat(widget.at("/spec/replicas").asInt()).isEqualTo(4);
        assertThat(widget.at("/metadata/generation").asInt()).isEqualTo(2);
    }

    @Test
    default void scaleByAStaleReadIsAConflict() {
        created();
        var scale = (ObjectNode) api().get(api().widgets() + "/w/scale").expecting(200);
        api().patch(api().widgets() + "/w", Api.MERGE, "{spec: {colour: blue}}").expecting(200);
        scale.withObject("/spec").put("replicas", 9);

        api().put(api().widgets() + "/w/scale", scale).refused(409, "Conflict");
    }

    @Test
    default void kindWithoutASubresourceHasNoPathForIt() {
        api().post(api().core("configmaps"), Api.configMap("c", "a: b")).expecting(201);

        assertThat(api().get(api().core("configmaps") + "/c/status").code()).isEqualTo(404);
    }

    @Test
    default void bindingPutsAPodOnANode() {
        api().post(api().core("pods"), pod("p")).expecting(201);
        var binding = yaml("{apiVersion: v1, kind: Binding, metadata: {name: p}, target: {kind: Node, name: n1}}");

        api().post(api().core("pods") + "/p/binding", binding).expecting(201);

        assertThat(api().get(api().core("pods") + "/p")
                        .expecting(200)
                        .at("/spec/nodeName")
                        .asText())
                .isEqualTo("n1");
        api().post(api().core("pods") + "/p/binding", binding).refused(409, "Conflict");
    }

    @Test
    default void evictionDeletesAPodThatRunsNowhere() {
        api().post(api().core("pods"), pod("p")).expecting(201);
        var eviction = yaml("{apiVersion: policy/v1, kind: Eviction, metadata: {name: p}}");

        api().post(api().core("pods") + "/p/eviction", eviction).expecting(201);

        eventuallyGone(api().core("pods") + "/p");
    }

    @Test
    default void logOfAMissingPodIsNotFound() {
        api().get(api().core("pods") + "/absent/log").refused(404, "NotFound");
    }

    @Test
    default void logNeedsAContainerOfThePod() {
        api().post(api().core("pods"), pod("p")).expecting(201);

        var refused = api().get(api().core("pods") + "/p/log?container=other").refused(400, "BadRequest");

        assertThat(refused.message()).contains("container other is not valid for pod p");
    }

    private ObjectNode tokenRequest(String spec) {
        return yaml("{apiVersion: authentication.k8s.io/v1, kind: TokenRequest, spec: {" + spec + "}}");
    }

    private String tokens() {
        api().post(api().core("serviceaccounts"), yaml("{metadata: {name: runner}}"))
                .expecting(201);
        return api().core("serviceaccounts") + "/runner/token";
    }

    @Test
    default void tokenIsBoundToItsPodAndMadeForItsAudience() {
        var tokens = tokens();
        var pod = api().post(api().core("pods"), podOf("runner")).expecting(201);
        var uid = pod.at("/metadata/uid").asText();
        var request = tokenRequest("audiences: [example.com], expirationSeconds: 900, boundObjectRef:"
                + " {apiVersion: v1, kind: Pod, name: p, uid: " + uid + "}");

        var answer = api().post(tokens, request).expecting(201);

        var claims = claims(answer.at("/status/token").asText());
        assertThat(claims.at("/aud/0").asText()).isEqualTo("example.com");
        assertThat(claims.at("/sub").asText()).isEqualTo("system:serviceaccount:" + api().namespace() + ":runner");
        assertThat(claims.at("/kubernetes.io/pod/name").asText()).isEqualTo("p");
        assertThat(claims.at("/kubernetes.io/pod/uid").asText()).isEqualTo(uid);
        assertThat(claims.at("/kubernetes.io/namespace").asText()).isEqualTo(api().namespace());
        assertThat(claims.at("/exp").asLong() - claims.at("/iat").asLong()).isEqualTo(900);
        assertThat(answer.at("/status/expirationTimestamp").asText()).isNotEmpty();
    }

    private static ObjectNode podOf(String account) {
        var pod = pod("p");
        ((ObjectNode) pod.path("spec")).put("serviceAccountName", account);
        return pod;
    }

    @Test
    default void tokenForAPodOfAnotherAccountIsRefused() {
        var tokens = tokens();
        api().post(api().core("pods"), podOf("default")).expecting(201);

        api().post(tokens, tokenRequest("boundObjectRef: {apiVersion: v1, kind: Pod, name: p}"))
                .refused(400, "BadRequest");
    }

    private static JsonNode claims(String token) {
        return Api.tree(new String(Base64.getUrlDecoder().decode(token.split("[.]")[1]), StandardCharsets.UTF_8));
    }

    @Test
    default void tokenForLessThanTenMinutesIsRefused() {
        var tokens = tokens();

        api().post(tokens, tokenRequest("expirationSeconds: 60")).refused(422, "Invalid");
    }

    @Test
    default void tokenForAPodThatIsNotThereIsRefused() {
        var tokens = tokens();
        api().post(api().core("pods"), podOf("runner")).expecting(201);
        var bound = "boundObjectRef: {apiVersion: v1, kind: Pod, name: %s, uid: %s}";

        api().post(tokens, tokenRequest(bound.formatted("absent", "x"))).refused(404, "NotFound");
        api().post(tokens, tokenRequest(bound.formatted("p", "another"))).refused(409, "Conflict");
        api().post(api().core("serviceaccounts") + "/absent/token", tokenRequest(""))
                .refused(404, "NotFound");
    }

    @Test
    default void keysOfTokensArePublished() {
        var token = api().post(tokens(), tokenRequest("expirationSeconds: 600"))
                .expecting(201)
                .at("/status/token")
                .asText();
        var header = Api.tree(new String(Base64.getUrlDecoder().decode(token.split("[.]")[0]), StandardCharsets.UTF_8));

        api().get("/openid/v1/jwks").refused(406, "NotAcceptable");
        var keys = api().send("GET", "/openid/v1/jwks", "", "", "*/*").expecting(200);
        var discovery = api().get("/.well-known/openid-configuration").expecting(200);

        assertThat(keys.findValuesAsText("kid")).contains(header.path("kid").asText());
        assertThat(keys.findValuesAsText("d")).isEmpty();
        assertThat(claims(token).path("iss")).isEqualTo(discovery.path("issuer"));
    }
}

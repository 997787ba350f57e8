package io.kubesphere.ai.standalone.ksapiserver;

import static io.kubesphere.ai.standalone.ksapiserver.DemoKubeSphere.KAPI;
import static io.kubesphere.ai.standalone.ksapiserver.DemoKubeSphere.apiService;
import static io.kubesphere.ai.standalone.ksapiserver.DemoKubeSphere.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an extension's back end sees of a request, and what comes back when there is none. */
@ExtendWith(SharedKubeSphere.class)
class ProxyTest {
    private static final String JOBS = KAPI + "/namespaces/credit-risk/trainingjobs";

    private final DemoKubeSphere demo;

    ProxyTest(DemoKubeSphere demo) {
        this.demo = demo;
    }

    /** The echo of a request that no client library would send; HTTP/1.0 makes the server close behind its answer. */
    private JsonNode raw(String target, String... headers) {
        var head = Stream.of(
                        Stream.of("GET " + target + " HTTP/1.0", "Host: door"),
                        Stream.of("Authorization: Bearer " + demo.token("risk-viewer")),
                        Stream.of(headers))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\r\n"));
        var answer = RawHttp.send(demo.server().port(), head + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.0 200");
        return tree(answer.substring(answer.indexOf('{')));
    }

    @Test
    void backEndSeesTheFullPathDecodedAndTheQuerySorted() {
        var echo = raw(JOBS + "/a%2Fb/%E4%BD%A0?z=1&a=x%20y&bad=%zz&z=0");

        assertThat(echo.path("uri").asText()).isEqualTo(JOBS + "/a/b/%E4%BD%A0?a=x+y&z=1&z=0");
    }

    @Test
    void identityIsSetFromTheBearerWhateverTheClientClaims() {
        var headers = demo.send(demo.as("risk-viewer", JOBS)
                        .header("X-Remote-User", "admin")
                        .header("X-Remote-Group", "system:masters")
                        .header("X-Remote-Uid", "1")
                        .header("X-Remote-Extra-Scopes", "all")
                        .header("X-Forwarded-For", "203.0.113.9")
                        .header("X-Other", "kept")
                        .header("Accept", "application/json"))
                .json()
                .path("headers");

        assertThat(headers.path("x-remote-user")).isEqualTo(tree("[\"risk-viewer\"]"));
        assertThat(headers.path("x-remote-group")).isEqualTo(tree("[\"system:authenticated\"]"));
        assertThat(headers.has("x-remote-uid")).isFalse();
        assertThat(headers.has("x-remote-extra-scopes")).isFalse();
        assertThat(headers.path("x-forwarded-for")).isEqualTo(tree("[\"203.0.113.9, 127.0.0.1\"]"));
        assertThat(headers.path("authorization").path(0).asText()).isEqualTo("Bearer " + demo.token("risk-viewer"));
        assertThat(headers.path("host").path(0).asText())
                .isEqualTo("127.0.0.1:" + demo.upstream().port());
        assertThat(headers.path("x-other").path(0).asText()).isEqualTo("kept");
    }

    @Test
    void headersOfOneConnectionStayOnIt() {
        var headers = raw(
                        JOBS,
                        "Connection: X-Private",
                        "X-Private: 1",
                        "Keep-Alive: 5",
                        "TE: trailers",
                        "Proxy-Authorization: x")
                .path("headers");

        assertThat(headers.has("x-private")).isFalse();
        assertThat(headers.has("keep-alive")).isFalse();
        assertThat(headers.has("te")).isFalse();
        assertThat(headers.has("proxy-authorization")).isFalse();
        assertThat(demo.get("risk-viewer", JOBS).headers()).doesNotContainKey("keep-alive");
    }

    @Test
    void bodyMethodAndStatusPassThrough() {
        var answer = demo.send(demo.as("risk-operator", JOBS + "/j/stop?status=418")
                .POST(BodyPublishers.ofString("{\"reason\":\"enough\"}")));

        assertThat(answer.code()).isEqualTo(418);
        assertThat(answer.json().path("method").asText()).isEqualTo("POST");
        assertThat(answer.json().path("bytes").asInt()).isEqualTo(19);
        assertThat(answer.headers().get("x-upstream")).containsExactly("echo");
    }

    @Test
    void answerWithoutABodyPassesThrough() {
        var answer = demo.send(demo.as("risk-operator", JOBS + "/a?status=204").DELETE());

        assertThat(answer.code()).isEqualTo(204);
    }

    @Test
    void dotSegmentsTravelUnchangedSoABackEndMustNotResolveThem() {
        var echo = raw(KAPI + "/namespaces/credit-risk/%2e%2e/recommend/trainingjobs");

        assertThat(echo.path("uri").asText()).isEqualTo(KAPI + "/namespaces/credit-risk/../recommend/trainingjobs");
    }

    @Test
    void clusterIsStrippedForTheHostAndItsAliasAndUnknownOnesAreA400() {
        var host = demo.get("risk-viewer", "/clusters/host" + JOBS);
        var older = demo.get("risk-viewer", JOBS.replace("/kapis/", "/kapis/clusters/host/"));
        var unknown = demo.get("risk-viewer", "/clusters/mars" + JOBS);

        assertThat(host.json().path("uri").asText()).isEqualTo(JOBS);
        assertThat(older.json().path("uri").asText()).isEqualTo(JOBS);
        assertThat(unknown.code()).isEqualTo(400);
        assertThat(unknown.json().at("/ErrStatus/message").asText()).isEqualTo("cluster mars not exists");
        assertThat(demo.get("stranger", "/clusters/host" + JOBS).code()).isEqualTo(403);
    }

    @Test
    void hostClusterIsAlsoKnownByItsOwnName() {
        try (var other = KsApiServer.start(demo.options().withClusterName("prod-1"))) {
            var open = RawHttp.send(
                    other.port(), "GET /clusters/prod-1/healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

            assertThat(open).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void memberClusterIsNotReady() {
        demo.apply(
                """
                apiVersion: cluster.kubesphere.io/v1alpha1
                kind: Cluster
                metadata: {name: member-1}
                spec: {}
                """);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var answer = demo.get("admin", "/clusters/member-1" + JOBS);
            assertThat(answer.code()).isEqualTo(503);
            assertThat(answer.json().at("/ErrStatus/reason").asText()).isEqualTo("ServiceUnavailable");
        });
    }

    private DemoKubeSphere.Answer eventually(String path, int code) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> demo.get("admin", path), answer -> answer.code() == code);
    }

    private static JsonNode wrapped(DemoKubeSphere.Answer answer) {
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("ErrStatus");
        return answer.json().path("ErrStatus");
    }

    @Test
    void deadBackEndIsAWrapped502() throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        demo.apply(apiService("v1alpha1.dead.example", "dead.example", "http://127.0.0.1:" + free, "Available"));

        var status = wrapped(eventually("/kapis/dead.example/v1alpha1/things", 502));

        assertThat(status.path("code").asInt()).isEqualTo(502);
        assertThat(status.path("reason").asText()).isEqualTo("Bad Gateway");
        assertThat(status.path("message").asText()).startsWith("Error while proxying request: ");
        assertThat(status.has("kind")).isFalse();
    }

    @Test
    void backEndThatHangsUpIsAWrapped502() {
        assertThat(wrapped(demo.get("risk-viewer", JOBS + "?hangup=1"))
                        .path("code")
                        .asInt())
                .isEqualTo(502);
    }

    @Test
    void serviceThatIsNotAvailableOrHasNoUsableUrlIsAWrapped503() {
        demo.apply(apiService(
                "v1alpha1.off.example", "off.example", demo.upstream().url(), "Disabled"));
        demo.apply(apiService("v1alpha1.odd.example", "odd.example", "ftp://nowhere", "Available"));

        var off = wrapped(eventually("/kapis/off.example/v1alpha1/things", 503));
        var odd = wrapped(eventually("/kapis/odd.example/v1alpha1/things", 503));

        assertThat(off.path("message").asText()).isEqualTo("apiService v1alpha1.off.example is not available");
        assertThat(odd.path("message").asText()).isEqualTo("apiService v1alpha1.odd.example is not available");
    }

    @Test
    void groupThatNobodyServesIsAPlain404ForWhoMayAskAndA403ForOthers() {
        var answer = demo.get("admin", "/kapis/no.example/v1/things");

        assertThat(answer.code()).isEqualTo(404);
        assertThat(answer.headers().get("content-type").get(0)).startsWith("text/plain");
        assertThat(demo.get("stranger", "/kapis/no.example/v1/things").code()).isEqualTo(403);
        assertThat(demo.get("admin", KAPI).code()).isEqualTo(404);
    }

    @Test
    void kubernetesIsReachedWithTheSameRightsAndWithoutTheBearer() {
        var configMap = "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"from-proxy\"}}";
        var path = "/api/v1/namespaces/credit-risk/configmaps";

        var made = demo.send(demo.as("risk-operator", path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(configMap)));
        var refused = demo.send(demo.as("risk-viewer", path).POST(BodyPublishers.ofString(configMap)));

        assertThat(made.code()).isEqualTo(201);
        assertThat(refused.code()).isEqualTo(403);
        assertThat(demo.get("risk-viewer", path + "/from-proxy")
                        .json()
                        .at("/metadata/name")
                        .asText())
                .isEqualTo("from-proxy");
    }
}

package io.kubesphere.ai.kernel.kapi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.kubesphere.ai.kernel.auth.RunIdentity;
import io.kubesphere.ai.kernel.auth.RunTokens;
import io.kubesphere.ai.testing.PostgresForTests;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.kubernetes.client.KubernetesServer;
import io.quarkus.test.kubernetes.client.KubernetesTestServer;
import io.quarkus.test.kubernetes.client.WithKubernetesTestServer;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithKubernetesTestServer
@WithTestResource(PostgresForTests.class)
class KapiOverHttpTest {
    private static final String PROBES = "/kapis/ai.kubesphere.io/v1alpha1/namespaces/vision/probes";

    @TestHTTPResource
    URI base;

    @Inject
    RunTokens tokens;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @KubernetesTestServer
    KubernetesServer cluster;

    @Test
    void requestWithoutAVerifiedUserIs401() throws Exception {
        var answer = http.send(HttpRequest.newBuilder(base.resolve(PROBES)).build(), text());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"reason\":\"Unauthorized\"");
        given().get(PROBES + "/p1/caller").then().statusCode(200).body(equalTo("ada"));
    }

    @Test
    void workloadsEnterByTheirRunTokenAndUsersDoNot() {
        var run = new RunIdentity("u1", "vision", "resnet");

        given().get("/workload/v1/probe").then().statusCode(401).body("kind", equalTo("Status"));
        given().header("Authorization", "Bearer " + tokens.mint(run, Instant.now()))
                .get("/workload/v1/probe")
                .then()
                .statusCode(200)
                .body(equalTo("u1"));
        given().header("Authorization", "Bearer forged")
                .get("/workload/v1/probe")
                .then()
                .statusCode(401);
    }

    @Test
    void projectIsOnlyReachedThroughItsOwnWorkspace() {
        cluster.getClient()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("vision")
                        .addToLabels("kubesphere.io/workspace", "research")
                        .endMetadata()
                        .build())
                .create();
        var path = "/kapis/ai.kubesphere.io/v1alpha1/workspaces/%s/namespaces/vision/probes";

        await().untilAsserted(
                        () -> given().get(path.formatted("research")).then().statusCode(200));
        given().get(path.formatted("marketing"))
                .then()
                .statusCode(404)
                .body("message", containsString("no project vision in workspace marketing"));
    }

    @Test
    void namespaceThatIsNoNameIsRefused() {
        given().get(PROBES.replace("vision", "Vi_sion"))
                .then()
                .statusCode(422)
                .body("details.causes[0].field", equalTo("namespace"));
    }

    @Test
    void readinessWaitsForTheCaches() {
        await().untilAsserted(() -> given().get("/q/health/ready")
                .then()
                .body("checks.find { it.name == 'kubernetes caches' }.status", equalTo("UP")));
    }

    @Test
    void listParametersArriveAndTheAnswerIsAPage() {
        given().queryParam("sortBy", "name")
                .queryParam("limit", "7")
                .get(PROBES)
                .then()
                .statusCode(200)
                .body("items", contains("name 7"))
                .body("totalItems", equalTo(1));
    }

    @Test
    void wrongListParametersAreNamed() {
        given().queryParam("page", "x")
                .queryParam("labelSelector", "a in")
                .get(PROBES)
                .then()
                .statusCode(400)
                .body("kind", equalTo("Status"))
                .body("apiVersion", equalTo("v1"))
                .body("status", equalTo("Failure"))
                .body("reason", equalTo("BadRequest"))
                .body("code", equalTo(400))
                .body("details.causes.field", containsInAnyOrder("page", "labelSelector"));
    }

    @Test
    void brokenConstraintsAre422WithTheFieldBelowTheBody() {
        given().contentType("application/json")
                .body("{\"name\":\"\",\"spec\":{\"replicas\":9,\"tags\":[\"a\",\"b\",\"c\"]}}")
                .post(PROBES)
                .then()
                .statusCode(422)
                .body("reason", equalTo("Invalid"))
                .body("details.causes.field", contains("name", "spec.replicas", "spec.tags"));
    }

    @Test
    void brokenJsonSaysWhere() {
        post("{\"name\": \"a\",\n \"spec\": {\"replicas\": }}")
                .then()
                .statusCode(400)
                .body("kind", equalTo("Status"))
                .body("message", containsString("line 2"));
        post("{\"name\":\"a\",\"spec\":{\"replicas\":\"many\"}}")
                .then()
                .statusCode(400)
                .body("details.causes[0].field", equalTo("spec.replicas"));
        post("{\"name\":\"a\",\"spce\":{}}")
                .then()
                .statusCode(400)
                .body("details.causes[0].field", equalTo("spce"))
                .body("details.causes[0].message", containsString("no such field"));
    }

    @Test
    void emptyBodyIsRefusedWithAStatus() {
        post("").then().statusCode(422).body("kind", equalTo("Status"));
    }

    @Test
    void whatHttpItselfRefusesIsAStatusToo() {
        given().get("/kapis/ai.kubesphere.io/v1alpha1/namespaces/vision/nothing")
                .then()
                .statusCode(404)
                .body("reason", equalTo("NotFound"))
                .body("message", containsString("/nothing"));
        given().get("/kapis/other.group/v1/things").then().statusCode(404).body("kind", equalTo("Status"));
        given().delete(PROBES).then().statusCode(405).body("reason", equalTo("MethodNotAllowed"));
        given().contentType("text/plain")
                .body("hello")
                .post(PROBES)
                .then()
                .statusCode(415)
                .body("reason", equalTo("UnsupportedMediaType"));
    }

    @Test
    void bodyOfFiveMegabytesIsRefusedButAnUploadIsNot() throws Exception {
        var large = new byte[5 * 1024 * 1024];
        Arrays.fill(large, (byte) ' ');

        var known = http.send(
                request(PROBES)
                        .header("Content-Type", "application/json")
                        .POST(bytes(large))
                        .build(),
                text());
        var chunked = http.send(
                request(PROBES)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                        .build(),
                text());
        var upload = http.send(
                request(PROBES + "/uploads")
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                        .build(),
                text());

        assertThat(known.statusCode()).isEqualTo(413);
        assertThat(known.body()).contains("\"RequestEntityTooLarge\"");
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(chunked.body()).contains("\"kind\":\"Status\"");
        assertThat(upload.body()).isEqualTo(Integer.toString(large.length));
    }

    @Test
    void problemNamesItsObjectAndWhenToComeBack() {
        given().get(PROBES + "/p1/failures?code=UNAVAILABLE")
                .then()
                .statusCode(503)
                .header("Retry-After", "5")
                .body("details.kind", equalTo("probes"))
                .body("details.name", equalTo("p1"))
                .body("details.group", equalTo("ai.kubesphere.io"))
                .body("details.retryAfterSeconds", equalTo(5));
    }

    @Test
    void unexpectedFailureTellsAnIdAndNothingElse() {
        given().get(PROBES + "/p1/failures")
                .then()
                .statusCode(500)
                .body("reason", equalTo("InternalError"))
                .body("message", not(containsString("secret")))
                .body("message", containsString("look for"));
    }

    @Test
    void bothPatchKindsArrive() {
        given().contentType("application/merge-patch+json")
                .body("{\"spec\":1}")
                .patch(PROBES + "/p1")
                .then()
                .statusCode(200)
                .body("spec", equalTo(1));
        given().contentType("application/json-patch+json")
                .body("[{\"op\":\"test\",\"path\":\"/kind\",\"value\":\"Other\"}]")
                .patch(PROBES + "/p1")
                .then()
                .statusCode(422);
    }

    @Test
    void eventsHaveIdsHeadersAndAnEnd() throws Exception {
        var answer = http.send(request(PROBES + "/p1/stream").build(), text());

        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache, no-transform");
        assertThat(answer.headers().firstValue("X-Accel-Buffering")).contains("no");
        assertThat(answer.body())
                .contains("id: 1\nevent: line\ndata: {\"n\":1}\n\n")
                .endsWith("event: end\ndata: {}\n\n");
    }

    @Test
    void clientThatComesBackGetsWhatItHasNotSeen() throws Exception {
        var byHeader = http.send(
                request(PROBES + "/p1/stream").header("Last-Event-ID", "3").build(), text());
        var byQuery = http.send(request(PROBES + "/p1/stream?lastEventId=3").build(), text());

        assertThat(byHeader.body()).doesNotContain("id: 3\n").contains("id: 4\n", "id: 5\n");
        assertThat(byQuery.body()).isEqualTo(byHeader.body());
    }

    @Test
    void silentStreamBeatsAndItsProducerIsStoppedWhenTheClientLeaves() throws Exception {
        ProbeResource.LEFT.set(new CountDownLatch(1));
        try (var lines = lines(PROBES + "/p1/silence")) {
            assertThat(lines.anyMatch(line -> line.equals(": heartbeat"))).isTrue();
        }
        assertThat(ProbeResource.LEFT.get().await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void producerWaitsForASlowClient() throws Exception {
        ProbeResource.SENT.set(0);
        try (var lines = lines(PROBES + "/p1/flood")) {
            assertThat(lines.iterator().next()).startsWith("retry");
            await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(20)).until(this::sentStandsStill);
            assertThat(ProbeResource.SENT.get()).isBetween(1L, 2000L);
        }
    }

    @Test
    void producersProblemReachesTheClient() throws Exception {
        var answer = http.send(request(PROBES + "/p1/broken").build(), text());

        assertThat(answer.body())
                .contains("event: error\ndata: {\"kind\":\"Status\"")
                .doesNotContain("event: end");
    }

    @Test
    void openApiIsJsonAndKnowsTheErrorOfEveryOperation() {
        var path = "paths.'" + PROBES.replace("vision", "{namespace}") + "'";
        given().get("/openapi/v3")
                .then()
                .statusCode(200)
                .contentType(containsString("json"))
                .body("info.title", containsString("KubeSphere"))
                .body("components.schemas.Status.properties.details", notNullValue())
                .body(path + ".get.parameters.name", hasItem("labelSelector"))
                .body(
                        path + ".get.responses.default.content.'application/json'.schema.'$ref'",
                        equalTo("#/components/schemas/Status"));
    }

    @Test
    void livenessDoesNotDependOnAnything() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
    }

    private long lastSeen = -1;

    private boolean sentStandsStill() {
        var sent = ProbeResource.SENT.get();
        var still = sent == lastSeen;
        lastSeen = sent;
        return still && sent > 0;
    }

    /** As ks-apiserver proxies it. */
    private static RequestSpecification given() {
        return RestAssured.given().header("X-Remote-User", "ada");
    }

    private static Response post(String body) {
        return given().contentType("application/json").body(body).post(PROBES);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("X-Remote-User", "ada")
                .timeout(Duration.ofSeconds(30));
    }

    private Stream<String> lines(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofLines())
                .body();
    }

    private static HttpRequest.BodyPublisher bytes(byte[] content) {
        return HttpRequest.BodyPublishers.ofByteArray(content);
    }

    private static HttpResponse.BodyHandler<String> text() {
        return HttpResponse.BodyHandlers.ofString();
    }
}

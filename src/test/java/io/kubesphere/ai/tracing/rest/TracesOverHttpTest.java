package io.kubesphere.ai.tracing.rest;

import static io.kubesphere.ai.training.Kapi.ROOT;
import static io.kubesphere.ai.training.Kapi.eventually;
import static io.kubesphere.ai.training.Kapi.given;
import static io.kubesphere.ai.training.Kapi.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.google.protobuf.ByteString;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.testing.ClusterForTests;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.Service;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a submission to the waterfall: the service and a program in its pod export by OTLP, and a real Zipkin keeps it. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(ClusterForTests.class)
@WithTestResource(TracingForTests.class)
class TracesOverHttpTest {
    private static final String TRACES = ROOT + "/namespaces/vision/traces";
    private static final String CONTAINER =
            "{\"container\":{\"image\":\"busybox:1\"},\"env\":[{\"name\":\"OTEL_SERVICE_NAME\",\"value\":\"mine\"}]}";

    @Inject
    KubernetesClient client;

    @BeforeEach
    void awaitDatabase() {
        Service.awaitMigration();
    }

    @Test
    void submissionAndItsRunAreOneTrace() throws IOException, InterruptedException {
        submit("traced", CONTAINER).then().statusCode(201);
        var variables = variables(job("traced"));
        var parent = variables.get("TRACEPARENT").split("-");
        var trace = parent[1];

        // What the service itself did belongs to the platform's own project, so the platform admin sees it.
        eventually(() -> given().get(ROOT + "/traces/" + trace)
                .then()
                .statusCode(200)
                .body("services", hasItem("ai-platform"))
                .body("rows.spanId", hasItem(parent[2])));
        given().get(TRACES + "/" + trace).then().statusCode(404);

        playProgram(variables, trace, parent[2]);

        eventually(() -> given().queryParam("run", "traced")
                .get(TRACES)
                .then()
                .statusCode(200)
                .body("source", equalTo("zipkin"))
                .body("items.traceId", contains(trace))
                .body("items[0].services", contains("mine"))
                .body("items[0].crossesProjects", equalTo(true)));
        given().get(TRACES + "/" + trace)
                .then()
                .statusCode(200)
                .body("rows.operation", contains("epoch"))
                .body("rows.parent", contains("OTHER_PROJECT"))
                .body("rows.pod", contains("traced-0-abcde"))
                .body("others.durationMicros", notNullValue())
                .body("logs.pods.pod", contains("traced-0-abcde"))
                .body("logs.traceId", equalTo(trace));
        given().get(ROOT + "/namespaces/outside/traces/" + trace).then().statusCode(404);
        given().get(ROOT + "/workspaces/marketing/traces/" + trace).then().statusCode(404);
        given().get(ROOT + "/workspaces/research/namespaces/vision/traces/" + trace)
                .then()
                .statusCode(200);
        given().get(TRACES + "/graph").then().statusCode(200).body("services.name", hasItem("mine"));
        given().get(ROOT + "/namespaces/outside/traces/graph")
                .then()
                .statusCode(200)
                .body("services.name", not(hasItem("mine")));
    }

    private Job job(String name) {
        eventually(() -> assertThat(client.batch()
                        .v1()
                        .jobs()
                        .inNamespace("vision")
                        .withName(name)
                        .get())
                .isNotNull());
        return client.batch().v1().jobs().inNamespace("vision").withName(name).get();
    }

    private static Map<String, String> variables(Job job) {
        var program = job.getSpec().getTemplate().getSpec().getContainers().get(0);
        return program.getEnv().stream()
                .filter(variable -> variable.getValue() != null)
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }

    /** Does what an SDK does with its environment; the kubelet's part is to put the pod's names in. */
    private static void playProgram(Map<String, String> variables, String trace, String parent)
            throws IOException, InterruptedException {
        var attributes = Stream.of(variables
                        .get("OTEL_RESOURCE_ATTRIBUTES")
                        .replace("$(AIP_POD_NAME)", "traced-0-abcde")
                        .split(","))
                .map(pair -> pair.split("=", 2))
                .map(pair -> attribute(pair[0], pair[1]))
                .collect(Collectors.toList());
        attributes.add(attribute("service.name", variables.get("OTEL_SERVICE_NAME")));
        var begin = Instant.now().toEpochMilli() * 1_000_000;
        var span = Span.newBuilder()
                .setTraceId(bytes(trace))
                .setSpanId(bytes("00f067aa0ba902b7"))
                .setParentSpanId(bytes(parent))
                .setName("epoch")
                .setKind(Span.SpanKind.SPAN_KIND_INTERNAL)
                .setStartTimeUnixNano(begin)
                .setEndTimeUnixNano(begin + 5_000_000);
        var request = ExportTraceServiceRequest.newBuilder();
        request.addResourceSpansBuilder()
                .setResource(Resource.newBuilder().addAllAttributes(attributes))
                .addScopeSpansBuilder()
                .addSpans(span);
        var sent = HttpRequest.newBuilder(URI.create(variables.get("OTEL_EXPORTER_OTLP_ENDPOINT") + "/v1/traces"))
                .header("Content-Type", "application/x-protobuf")
                .POST(BodyPublishers.ofByteArray(request.build().toByteArray()))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(sent, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }

    private static KeyValue attribute(String name, String value) {
        return KeyValue.newBuilder()
                .setKey(name)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }

    @Test
    void wrongParametersAreNamed() {
        given().queryParam("minDuration", "long")
                .queryParam("from", "2016-01-01T00:00:00Z")
                .queryParam("limit", "1000")
                .get(TRACES)
                .then()
                .statusCode(400)
                .body("details.causes.field", containsInAnyOrder("minDuration", "from", "limit"));
        given().get(TRACES + "/\"}").then().statusCode(400);
        given().get(TRACES + "/zz").then().statusCode(400).body("details.causes[0].field", equalTo("trace"));
        given().get(ROOT + "/workspaces/marketing/namespaces/vision/traces")
                .then()
                .statusCode(404);
    }

    @Test
    void hostileNamesFindNothingAndBreakNothing() {
        for (var name : List.of("\"} || {", "a and error", "x&lookback=1", "' or 1=1", "𝕏", "%2e%2e")) {
            given().queryParam("service", name)
                    .queryParam("operation", name)
                    .get(TRACES)
                    .then()
                    .statusCode(200)
                    .body("items", equalTo(List.of()));
        }
    }
}

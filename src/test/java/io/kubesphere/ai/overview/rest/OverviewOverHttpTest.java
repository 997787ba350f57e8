package io.kubesphere.ai.overview.rest;

import static io.kubesphere.ai.training.Kapi.ROOT;
import static io.kubesphere.ai.training.Kapi.eventually;
import static io.kubesphere.ai.training.Kapi.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.testing.ClusterForTests;
import io.kubesphere.ai.testing.PostgresForTests;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page over HTTP while its Prometheus is away: what the cluster itself knows is there, the rest says why it is not. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(ClusterForTests.class)
@WithTestResource(PrometheusAway.class)
class OverviewOverHttpTest {
    private static final String CLUSTER = ROOT + "/overview";
    private static final String PROJECT = ROOT + "/namespaces/vision/overview";

    @Inject
    KubernetesClient client;

    @BeforeEach
    void machineWithTwoPods() {
        var node = new NodeBuilder()
                .withNewMetadata()
                .withName("m1")
                .addToLabels("nvidia.com/gpu.product", "A100")
                .endMetadata()
                .withNewStatus()
                .withCapacity(Map.of(
                        "cpu",
                        new Quantity("16"),
                        "memory",
                        new Quantity("64Gi"),
                        "nvidia.com/gpu",
                        new Quantity("4"),
                        "pods",
                        new Quantity("110")))
                .withAllocatable(Map.of(
                        "cpu",
                        new Quantity("15"),
                        "memory",
                        new Quantity("60Gi"),
                        "nvidia.com/gpu",
                        new Quantity("4"),
                        "pods",
                        new Quantity("110")))
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();
        if (client.nodes().withName("m1").get() == null) {
            client.resource(node).create();
            client.resource(node).updateStatus();
            pod("vision", "one", "2", "3");
            pod("outside", "two", "1", "1");
        }
        eventually(() -> given().get(CLUSTER).then().body("rings[0].requested.value", equalTo(3)));
    }

    private void pod(String namespace, String name, String cpu, String cards) {
        var pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .addToLabels("ai.kubesphere.io/application", name + "-app")
                .endMetadata()
                .withNewSpec()
                .withNodeName("m1")
                .addNewContainer()
                .withName("main")
                .withImage("x")
                .withNewResources()
                .withRequests(Map.of("cpu", new Quantity(cpu), "nvidia.com/gpu", new Quantity(cards)))
                .endResources()
                .endContainer()
                .endSpec()
                .build();
        client.resource(pod).create();
    }

    @Test
    void promisesAreThereAndUseSaysWhyItIsNot() {
        given().get(CLUSTER)
                .then()
                .statusCode(200)
                .body("rings[0].measure", equalTo("cpu"))
                .body("rings[0].capacity.value", equalTo(16))
                .body("rings[0].allocatable.value", equalTo(15))
                .body("rings[0].allocatable.unit", equalTo("core"))
                .body("rings[0].used.missing", equalTo("SourceUnavailable"))
                .body("rings[2].requested.value", equalTo(4))
                .body("notices.reason", hasItem("SourceUnavailable"))
                .body("notices.message", hasItem(containsString("Prometheus")))
                .body("tables.by", hasItem("machines"))
                .body("freeBlocks[0].model", equalTo("A100"))
                .body("freeBlocks[0].largest.workers", equalTo(0));
    }

    @Test
    void projectSeesItsOwnPodsAndNoMachines() {
        given().get(PROJECT)
                .then()
                .statusCode(200)
                .body("rings[0].requested.value", equalTo(2))
                .body("tables.by", not(hasItem("machines")))
                .body("tables.find { it.by == 'applications' }.items.name", equalTo(List.of("one-app")));
        given().get(PROJECT + "/machines").then().statusCode(404).body("reason", equalTo("NotFound"));
        given().get(ROOT + "/workspaces/marketing/overview").then().body("rings[0].requested.value", equalTo(1));
        given().get(ROOT + "/workspaces/marketing/namespaces/vision/overview")
                .then()
                .statusCode(404);
        given().get(ROOT + "/users/ada/overview").then().body("rings[0].requested.value", equalTo(0));
    }

    @Test
    void breakdownIsPagedAndComesAsCsv() {
        given().queryParam("limit", 1)
                .get(CLUSTER + "/projects")
                .then()
                .statusCode(200)
                .body("totalItems", equalTo(2))
                .body("items[0].name", equalTo("vision"))
                .body("others.requested.cpu.value", equalTo(1))
                .body("unattributed.requested.cpu.value", equalTo(0));

        var csv = given().get(CLUSTER + "/projects.csv");

        csv.then()
                .statusCode(200)
                .contentType(startsWith("text/csv"))
                .header("Content-Disposition", containsString("projects.csv"));
        assertThat(csv.asString().lines()).hasSize(4).anyMatch(line -> line.startsWith("vision,,,2,"));
    }

    @Test
    void machinesShowTheirNetworksAndWhyTheseAreNotKnown() {
        given().get(CLUSTER + "/machines")
                .then()
                .statusCode(200)
                .body("items[0].machine.planes.plane", equalTo(List.of("business", "storage", "compute")))
                .body("items[0].machine.planes[2].capacity.missing", equalTo("NotConfigured"))
                .body("items[0].machine.planes[2].received.missing", equalTo("SourceUnavailable"))
                .body("items[0].machine.planes[2].received.unit", equalTo("byte/s"));

        var csv = given().get(CLUSTER + "/machines.csv").asString().lines().toList();

        assertThat(csv.get(0)).endsWith("sent compute network (byte/s),speed compute network (byte/s)");
        assertThat(csv.get(1).split(",", -1)).hasSameSizeAs(csv.get(0).split(",", -1));
    }

    @Test
    void wrongRangeIsRefusedWithFieldAndReasonBeforeAnybodyIsAsked() {
        given().queryParam("from", "2026-02-01T00:00:00Z")
                .queryParam("to", "2026-01-01T00:00:00Z")
                .get(PROJECT + "/history")
                .then()
                .statusCode(400)
                .body("details.causes[0].field", equalTo("from"))
                .body("details.causes[0].reason", equalTo("FieldValueInvalid"));
        given().queryParam("from", "2016-01-01T00:00:00Z")
                .queryParam("to", "2026-01-01T00:00:00Z")
                .get(PROJECT + "/history")
                .then()
                .statusCode(400)
                .body("message", containsString("at most 92 days"));
        given().queryParam("measure", "money")
                .queryParam("step", "1s")
                .queryParam("to", "yesterday")
                .get(PROJECT + "/history.csv")
                .then()
                .statusCode(400)
                .body("details.causes.field", equalTo(List.of("measure", "to", "step")));
        given().queryParam("sortBy", "colour").get(CLUSTER + "/users").then().statusCode(400);
        given().get(CLUSTER + "/moods").then().statusCode(404);
    }

    @Test
    void historyWithoutItsKeeperSaysWhomToAskAgain() {
        given().get(CLUSTER + "/history")
                .then()
                .statusCode(503)
                .header("Retry-After", not(equalTo(null)))
                .body("reason", equalTo("ServiceUnavailable"))
                .body("message", containsString("Prometheus"));
    }

    @Test
    void prometheusLearnsWhosePodsAre() {
        eventually(() -> assertThat(given().get("/q/metrics").asString())
                .contains(
                        "aip_pod_info{application=\"one-app\",namespace=\"vision\",node=\"m1\",owner=\"\",pod=\"one\",training_job=\"\",workspace=\"research\"}")
                .contains("aip_requested{application=\"one-app\",measure=\"gpu\",namespace=\"vision\",owner=\"\"} 3.0")
                .contains("aip_allocatable{measure=\"cpu\"} 15.0"));
    }
}

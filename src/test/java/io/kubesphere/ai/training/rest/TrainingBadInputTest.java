package io.kubesphere.ai.training.rest;

import static io.kubesphere.ai.training.Kapi.JOBS;
import static io.kubesphere.ai.training.Kapi.ROOT;
import static io.kubesphere.ai.training.Kapi.given;
import static io.kubesphere.ai.training.Kapi.post;
import static io.kubesphere.ai.training.Kapi.running;
import static io.kubesphere.ai.training.Kapi.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.oneOf;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.kubesphere.ai.testing.ClusterForTests;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.Service;
import io.kubesphere.ai.training.Kapi;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything that can be wrong with a request for a job is told as a Status that names the field. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(ClusterForTests.class)
class TrainingBadInputTest {
    private static final String CONTAINER = "{\"container\":{\"image\":\"busybox:1\"},\"suspend\":true}";

    @Inject
    KubernetesClient client;

    @BeforeEach
    void awaitDatabase() {
        Service.awaitMigration();
    }

    @Test
    void everyWrongParameterIsNamedAtOnce() {
        Kapi.algorithm("picky");

        submit("wrong", running("picky", "{\"epochs\":101,\"kind\":\"rmsprop\",\"colour\":\"red\"}"))
                .then()
                .statusCode(422)
                .body("kind", equalTo("Status"))
                .body("reason", equalTo("Invalid"))
                .body(
                        "details.causes.field",
                        containsInAnyOrder(
                                "spec.parameters.epochs",
                                "spec.parameters.rate",
                                "spec.parameters.kind",
                                "spec.parameters.colour"))
                .body(
                        "details.causes.find { it.field == 'spec.parameters.rate' }.reason",
                        equalTo("FieldValueRequired"))
                .body(
                        "details.causes.find { it.field == 'spec.parameters.colour' }.reason",
                        equalTo("FieldValueNotSupported"))
                .body(
                        "details.causes.find { it.field == 'spec.parameters.epochs' }.message",
                        equalTo("must be from 1 to 100, was 101"));
        given().get(JOBS + "/wrong").then().statusCode(404);
    }

    @Test
    void whatTheJobRefersToMustBeThere() {
        Kapi.algorithm("present");

        submit("a", running("absent", "{}"))
                .then()
                .statusCode(422)
                .body("details.causes.field", contains("spec.algorithm"))
                .body("details.causes.reason", contains("FieldValueNotFound"));
        submit("a", "{\"algorithm\":{\"name\":\"present\",\"version\":\"v9\"}}")
                .then()
                .statusCode(422)
                .body("details.causes.field", contains("spec.algorithm.version"));
        submit("a", "{\"algorithm\":{\"namespace\":\"outside\",\"name\":\"present\",\"version\":\"v1\"}}")
                .then()
                .statusCode(422)
                .body("details.causes.field", contains("spec.algorithm"));
        submit("a", input("\"dataset\":{\"name\":\"cats\",\"version\":\"v1\"}"))
                .then()
                .statusCode(422)
                .body("details.causes.field", contains("spec.inputs[0].dataset"))
                .body("details.causes.reason", contains("FieldValueNotFound"));
        submit("a", input("\"output\":{\"job\":\"nobody\",\"name\":\"model\"}"))
                .then()
                .statusCode(422)
                .body("details.causes.field", contains("spec.inputs[0].output"));
    }

    private static String input(String source) {
        return "{\"container\":{\"image\":\"a\"},\"inputs\":[{\"name\":\"data\"," + source + "}]}";
    }

    @Test
    void nameLeavesRoomForThoseOfWorkers() {
        submit("n".repeat(53), CONTAINER)
                .then()
                .statusCode(422)
                .body("message", containsString("at most 52 characters"));
        submit("n".repeat(52), CONTAINER).then().statusCode(201);
    }

    @Test
    void jobNeverChangesEvenByKubectl() {
        submit("fixed", CONTAINER).then().statusCode(201);

        assertThatThrownBy(() -> client.genericKubernetesResources("ai.kubesphere.io/v1alpha1", "TrainingJob")
                        .inNamespace("vision")
                        .withName("fixed")
                        .patch(
                                PatchContext.of(PatchType.JSON_MERGE),
                                "{\"spec\":{\"container\":{\"image\":\"other:1\"}}}"))
                .isInstanceOfSatisfying(KubernetesClientException.class, refused -> assertThat(refused.getCode())
                        .isEqualTo(422))
                .hasMessageContaining("a job never changes");
    }

    @Test
    void patchOfAnOldVersionIsAConflict() {
        submit("raced", CONTAINER).then().statusCode(201);

        given().contentType("application/merge-patch+json")
                .body("{\"metadata\":{\"resourceVersion\":\"1\"},\"spec\":{\"suspend\":false}}")
                .patch(JOBS + "/raced")
                .then()
                .statusCode(409)
                .body("reason", equalTo("Conflict"));
    }

    @Test
    void whatThePlatformSetsCannotBeSet() {
        submit("reserved", "{\"container\":{\"image\":\"a\"},\"env\":[{\"name\":\"AIP_RUN\",\"value\":\"x\"}]}")
                .then()
                .statusCode(422)
                .body("details.causes.field", contains("spec.env[0].name"));
        submit("twice", "{\"container\":{\"image\":\"a\"},\"outputs\":[{\"name\":\"m\"},{\"name\":\"m\"}]}")
                .then()
                .statusCode(422)
                .body("details.causes.field", hasItem(containsString("spec.outputs")));
    }

    @Test
    void requestThatCannotBeReadIsTold() {
        post(JOBS, "{").then().statusCode(400).body("kind", equalTo("Status"));
        post(JOBS, "[]").then().statusCode(400).body("reason", equalTo("BadRequest"));
        post(JOBS, "").then().statusCode(422).body("kind", equalTo("Status"));
        submit("misspelled", "{\"container\":{\"image\":\"a\"},\"retires\":3}")
                .then()
                .statusCode(oneOf(400, 422))
                .body("message", containsString("retires"));
        post(JOBS, "{\"metadata\":{\"name\":\"x\",\"namespace\":\"speech\"},\"spec\":" + CONTAINER + "}")
                .then()
                .statusCode(422)
                .body("details.causes.field", contains("metadata.namespace"));
        post(JOBS, "{\"metadata\":{\"name\":\"x\"}}")
                .then()
                .statusCode(422)
                .body("details.causes.field", contains("spec"));
    }

    @Test
    void jobOfAnotherProjectIsNotThere() {
        submit("ours", CONTAINER).then().statusCode(201);
        var elsewhere = ROOT + "/namespaces/speech/trainingjobs/ours";

        given().get(elsewhere).then().statusCode(404).body("reason", equalTo("NotFound"));
        given().delete(elsewhere).then().statusCode(404);
        for (var action : new String[] {"stop", "resume"}) {
            post(elsewhere + "/" + action, "").then().statusCode(404);
        }
        post(elsewhere + "/rerun", "{}").then().statusCode(404);
        given().get(ROOT + "/workspaces/marketing/namespaces/vision/trainingjobs/ours")
                .then()
                .statusCode(404);
        given().get(ROOT + "/workspaces/research/namespaces/vision/trainingjobs/ours")
                .then()
                .statusCode(200);
        RestAssured.given().get(JOBS + "/ours").then().statusCode(401).body("reason", equalTo("Unauthorized"));
    }
}

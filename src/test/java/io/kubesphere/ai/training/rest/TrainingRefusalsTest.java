package io.kubesphere.ai.training.rest;

import static io.kubesphere.ai.training.rest.TrainingUser.JOBS;
import static io.kubesphere.ai.training.rest.TrainingUser.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.testing.NodeForTests;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.Service;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be run is refused with the field and the reason, and leaves nothing behind. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(NodeForTests.class)
class TrainingRefusalsTest {
    private static final int FIVE_MEGABYTES = 5 * 1024 * 1024;

    private final TrainingUser user = new TrainingUser();

    private KubernetesClient cluster;

    @BeforeEach
    void start() {
        Service.awaitMigration();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"parameters\": {\"epochs\": 0}        | spec.parameters.epochs    | from 1 to 100",
                "\"parameters\": {\"epochs\": 101}      | spec.parameters.epochs    | from 1 to 100",
                "\"parameters\": {\"epochs\": \"ten\"}  | spec.parameters.epochs    | whole number",
                "\"parameters\": {\"epoch\": 1}         | spec.parameters.epoch     | unknown parameter",
                "\"retries\": -1                        | spec.retries              | greater than or equal to 0",
                "\"workers\": {\"replicas\": 0}         | spec.workers.replicas     | greater than or equal to 1",
                "\"workers\": {\"resources\": {\"cpu\": \"-1\"}}    | spec.workers.resources.cpu    | above zero",
                "\"workers\": {\"resources\": {\"memory\": \"0\"}}  | spec.workers.resources.memory | above zero",
                "\"inputs\": [{\"name\": \"data\", \"dataset\": {\"name\": \"none\", \"version\": \"v1\"}}]"
                        + " | spec.inputs[0].dataset | none"
            })
    void wrongFieldIsNamed(String field, String path, String why) {
        algorithm("limited");

        user.post(
                        JOBS,
                        """
                        {"metadata": {"name": "refused"},
                         "spec": {"algorithm": {"name": "limited", "version": "v1"}, %s}}"""
                                .formatted(field.strip()))
                .then()
                .statusCode(422)
                .body("kind", equalTo("Status"))
                .body("reason", equalTo("Invalid"))
                .body("details.causes.field", hasItem(path))
                .body("details.causes.find { it.field == '" + path + "' }.message", containsString(why));

        user.ask().get(JOBS + "/refused").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({"missing,v1,spec.algorithm", "limited,v9,spec.algorithm.version"})
    void unknownAlgorithmIsNamed(String name, String version, String path) {
        algorithm("limited");

        user.post(
                        JOBS,
                        """
                        {"metadata": {"name": "refused"}, "spec": {"algorithm": {"name": "%s", "version": "%s"}}}"""
                                .formatted(name, version))
                .then()
                .statusCode(422)
                .body("details.causes[0].field", containsString("spec.algorithm"))
                .body("message", containsString(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upper", "under_score", "-dash", "名字", "a.b", ".."})
    void nameThatIsNoDnsLabelIsRefused(String name) {
        user.submit(name, "true", "").then().statusCode(422).body("details.causes.field", hasItem("metadata.name"));
    }

    @Test
    void secondJobOfOneNameIsAConflict() {
        user.submitted("single", "true", "\"suspend\": true");

        user.submit("single", "true", "").then().statusCode(409).body("reason", equalTo("AlreadyExists"));
    }

    @Test
    void whatAJobRunsNeverChanges() {
        user.submitted("fixed", "true", "\"suspend\": true");

        user.ask()
                .contentType("application/merge-patch+json")
                .body("{\"spec\": {\"retries\": 3}}")
                .patch(JOBS + "/fixed")
                .then()
                .statusCode(422)
                .body("message", containsString("never changes"));
    }

    @Test
    void emptyFieldsOfACustomResourceAreNoChange() {
        cluster.load(new ByteArrayInputStream(
                        """
                        apiVersion: ai.kubesphere.io/v1alpha1
                        kind: TrainingJob
                        metadata: {name: sparse, namespace: vision}
                        spec:
                          suspend: true
                          env: []
                          parameters: {}
                          workers: {}
                          container: {image: any, command: ["true"], args: []}
                        """
                                .getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();
        await().until(() -> user.ask().get(JOBS + "/sparse").statusCode() == 200);

        user.post(JOBS + "/sparse/resume", "").then().statusCode(200);
    }

    @Test
    void unknownFieldIsToldNotDropped() {
        user.post(JOBS, "{\"metadata\": {\"name\": \"odd\"}, \"spec\": {\"replica\": 2}}")
                .then()
                .statusCode(400)
                .body("message", containsString("replica"));
    }

    @Test
    void bodyOfFiveMegabytesIsRefused() {
        var answer = user.submit("heavy", "x".repeat(FIVE_MEGABYTES), "");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.jsonPath().getString("kind")).isEqualTo("Status");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%2e%2e", "..%2Fsecrets", "a%2Fb", "%00", "%F0%9F%98%80", "x%0d%0ay"})
    void hostileNameInThePathFindsNothing(String name) {
        var answer = user.ask().urlEncodingEnabled(false).get(JOBS + "/" + name);

        assertThat(answer.statusCode()).as(answer.asString()).isIn(400, 404);
    }

    @Test
    void callerWithoutIdentityIsRefused() {
        io.restassured.RestAssured.given().get(JOBS).then().statusCode(401).body("reason", equalTo("Unauthorized"));
    }

    @Test
    void projectOfAnotherWorkspaceIsNotFoundThroughThisOne() {
        user.ask()
                .get("/kapis/ai.kubesphere.io/v1alpha1/workspaces/marketing/namespaces/vision/trainingjobs")
                .then()
                .statusCode(404);
    }

    private void algorithm(String name) {
        var answer = user.post(
                PROJECT + "/algorithms",
                """
                {"metadata": {"name": "%s"},
                 "spec": {"versions": [{"name": "v1", "source": {"image": "any"}, "command": ["true"],
                   "parameters": [{"name": "epochs", "type": "int", "minimum": 1, "maximum": 100, "default": 3}],
                   "inputs": [{"name": "data", "need": "Optional"}]}]}}"""
                        .formatted(name));
        assertThat(answer.statusCode()).as(answer.asString()).isIn(201, 409);
    }
}

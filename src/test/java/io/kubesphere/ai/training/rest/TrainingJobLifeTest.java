package io.kubesphere.ai.training.rest;

import static io.kubesphere.ai.training.Kapi.JOBS;
import static io.kubesphere.ai.training.Kapi.ROOT;
import static io.kubesphere.ai.training.Kapi.RUNS;
import static io.kubesphere.ai.training.Kapi.awaitReason;
import static io.kubesphere.ai.training.Kapi.eventually;
import static io.kubesphere.ai.training.Kapi.given;
import static io.kubesphere.ai.training.Kapi.post;
import static io.kubesphere.ai.training.Kapi.running;
import static io.kubesphere.ai.training.Kapi.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kubesphere.ai.testing.ClusterForTests;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.Service;
import io.kubesphere.ai.training.Kapi;
import io.kubesphere.ai.training.PlayedAgent;
import io.kubesphere.ai.training.PlayedWorkers;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way of a training job through the KAPI and the cluster; what a kubelet would do is played. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(ClusterForTests.class)
class TrainingJobLifeTest {
    private static final String CONTAINER = "{\"container\":{\"image\":\"busybox:1\"}}";

    @Inject
    KubernetesClient client;

    @Inject
    ObjectMapper json;

    @BeforeEach
    void awaitDatabase() {
        Service.awaitMigration();
    }

    @Test
    void submittedJobRunsToItsRecord() {
        Kapi.algorithm("scorer");
        submit("walk", running("scorer", "{\"rate\":0.5}"))
                .then()
                .statusCode(201)
                .body("metadata.annotations.'kubesphere.io/creator'", equalTo("ada"))
                .body("metadata.finalizers", contains(TrainingJob.FINALIZER));
        var workers = new PlayedWorkers(client, "vision", "walk");

        workers.job();
        eventually(() -> given().get(JOBS + "/walk")
                .then()
                .body("status.engineObject.engine", equalTo("KubernetesJob"))
                .body("status.phase", equalTo("Scheduling"))
                .body("status.resolved.algorithm", startsWith("sha256:"))
                .body("status.conditions.find { it.type == 'Recorded' }.status", equalTo("True")));
        workers.run(Duration.ZERO);
        awaitReason("walk", "WorkersRunning");
        given().get(JOBS + "/walk/workers").then().body("items.state", contains("running"));
        given().get(JOBS + "/walk/explanation")
                .then()
                .body("phase", equalTo("Running"))
                .body("evidence.object", hasItem(startsWith("Pod/walk-0")));

        report("walk", "loss", 0.25);
        agent("walk").store("model", "weights").then().statusCode(201);
        workers.succeed();

        awaitReason("walk", "Completed");
        given().get(JOBS + "/walk")
                .then()
                .body("status.phase", equalTo("Succeeded"))
                .body("status.outputs.name", contains("model"))
                .body("status.completionTime", notNullValue());
        given().get(RUNS + "/walk")
                .then()
                .body("phase", equalTo("Succeeded"))
                .body("creator", equalTo("ada"))
                .body("workspace", equalTo("research"))
                .body("algorithm.version", equalTo("v1"))
                .body("parameters.epochs", equalTo(10))
                .body("parameters.rate", equalTo(0.5f));
        given().get(RUNS + "/walk/outputs").then().body("items.bytes", contains(7));
        given().get(JOBS + "/walk/metrics").then().body("series.key", contains("loss"));
    }

    @Test
    void engineObjectsAreAppliedWithWhatTheProgramNeeds() throws JsonProcessingException {
        Kapi.algorithm("needs");
        submit("needy", running("needs", "{\"rate\":0.5,\"kind\":\"adam\"}"))
                .then()
                .statusCode(201);

        var job = new PlayedWorkers(client, "vision", "needy").job();

        assertThat(job.getMetadata().getManagedFields())
                .allMatch(entry -> entry.getManager().equals("ai-platform")
                        && entry.getOperation().equals("Update"));
        var program = job.getSpec().getTemplate().getSpec().getContainers().get(0);
        assertThat(program.getName()).isEqualTo("node");
        assertThat(program.getEnv())
                .anyMatch(variable -> variable.getName().equals("AIP_PARAM_KIND")
                        && variable.getValue().equals("adam"))
                .anyMatch(variable -> variable.getName().equals("AIP_OUTPUT_MODEL"));
        assertThat(client.services().inNamespace("vision").withName("needy").get())
                .isNull();
        var uid = given().get(JOBS + "/needy").path("metadata.uid").toString();
        assertThat(Stream.<HasMetadata>of(
                        job,
                        client.secrets()
                                .inNamespace("vision")
                                .withName("needy-run")
                                .get()))
                .allSatisfy(object -> assertThat(
                                object.getMetadata().getOwnerReferences().get(0).getUid())
                        .isEqualTo(uid));
        var parameters = json.readTree(agent("needy").secret("params.json"));
        assertThat(parameters).isEqualTo(json.readTree("{\"epochs\":10,\"rate\":0.5,\"kind\":\"adam\"}"));
    }

    @Test
    void jobWithoutItsRequiredOutputHasNotSucceeded() {
        Kapi.algorithm("forgetful");
        submit("empty", running("forgetful", "{\"rate\":0.5}"));
        var workers = new PlayedWorkers(client, "vision", "empty");
        workers.run(Duration.ZERO);

        workers.succeed();

        awaitReason("empty", "OutputMissing");
        given().get(JOBS + "/empty").then().body("status.phase", equalTo("Failed"));
    }

    @Test
    void plainCustomResourceRunsLikeOneOfTheKapi() {
        client.resource(resource("plain", "container: {image: 'busybox:1'}")).create();

        var workers = new PlayedWorkers(client, "vision", "plain");
        workers.run(Duration.ZERO);
        awaitReason("plain", "WorkersRunning");
        workers.fail(3);

        eventually(() -> given().get(JOBS + "/plain").then().body("status.phase", equalTo("Failed")));
        given().get(JOBS + "/plain/explanation")
                .then()
                .body("message", containsString("3"))
                .body("nextStep", notNullValue());
        given().get(RUNS + "/plain").then().body("phase", equalTo("Failed")).body("creator", equalTo(null));
    }

    @Test
    void plainCustomResourceThatCannotRunSaysWhy() {
        Kapi.algorithm("strict");
        client.resource(resource(
                        "unfit", "{algorithm: {name: strict, version: v1}, parameters: {rate: 7, color: red}}"))
                .create();
        client.resource(resource("early", "{algorithm: {name: later, version: v1}, parameters: {rate: 0.1}}"))
                .create();

        awaitReason("unfit", "InvalidSpec");
        given().get(JOBS + "/unfit")
                .then()
                .body("status.phase", equalTo("Failed"))
                .body("status.message", containsString("spec.parameters.rate"))
                .body("status.message", containsString("spec.parameters.color"))
                .body("status.conditions.find { it.type == 'Accepted' }.status", equalTo("False"));
        awaitReason("early", "ReferenceMissing");
        given().get(JOBS + "/early").then().body("status.phase", equalTo("Queued"));
        given().get(JOBS + "/early/explanation")
                .then()
                .body("evidence.field", contains("spec.algorithm"))
                .body("nextStep", notNullValue());

        Kapi.algorithm("later");
        patch("early", "{\"spec\":{\"ttlSecondsAfterFinished\":3600}}");

        eventually(() -> given().get(JOBS + "/early").then().body("status.engineObject.name", equalTo("early")));
    }

    @Test
    void stoppedJobIsPausedAndGoesOnWhenResumed() {
        submit("pausing", CONTAINER).then().statusCode(201);
        var workers = new PlayedWorkers(client, "vision", "pausing");
        workers.run(Duration.ZERO);
        awaitReason("pausing", "WorkersRunning");

        post(JOBS + "/pausing/stop", "").then().statusCode(200).body("spec.suspend", equalTo(true));

        eventually(() -> assertThat(workers.job().getSpec().getSuspend()).isTrue());
        workers.end();
        eventually(() -> given().get(JOBS + "/pausing")
                .then()
                .body("status.phase", equalTo("Paused"))
                .body("status.reason", equalTo("PausedByUser")));
        post(JOBS + "/pausing/stop", "").then().statusCode(200);

        post(JOBS + "/pausing/resume", "").then().statusCode(200);

        eventually(() -> assertThat(workers.job().getSpec().getSuspend()).isFalse());
        workers.run(Duration.ZERO);
        awaitReason("pausing", "WorkersRunning");
        workers.succeed();
        awaitReason("pausing", "Completed");
        post(JOBS + "/pausing/stop", "")
                .then()
                .statusCode(409)
                .body("reason", equalTo("Conflict"))
                .body("message", containsString("has ended"));
        post(JOBS + "/pausing/resume", "").then().statusCode(409);
    }

    @Test
    void rerunHasTheSameDigestsAndOtherParameters() {
        Kapi.algorithm("again");
        submit("first", running("again", "{\"rate\":0.5,\"epochs\":3}"));
        awaitApplied("first");
        String digest = given().get(JOBS + "/first").path("status.resolved.algorithm");
        String uid = given().get(JOBS + "/first").path("metadata.uid");

        post(JOBS + "/first/rerun", "{\"parameters\":{\"rate\":0.25}}")
                .then()
                .statusCode(201)
                .body("metadata.name", equalTo("first-r2"))
                .body("metadata.annotations.'ai.kubesphere.io/rerun-of'", equalTo(uid))
                .body("spec.parameters.rate", equalTo(0.25f))
                .body("spec.parameters.epochs", equalTo(3));
        eventually(() -> given().get(JOBS + "/first-r2").then().body("status.resolved.algorithm", equalTo(digest)));
        post(JOBS + "/first/rerun", "{}").then().statusCode(201).body("metadata.name", equalTo("first-r3"));
        post(JOBS + "/first/rerun", "{\"name\":\"chosen\"}")
                .then()
                .statusCode(201)
                .body("metadata.name", equalTo("chosen"));
        post(JOBS + "/first/rerun", "{\"name\":\"chosen\"}")
                .then()
                .statusCode(409)
                .body("reason", equalTo("AlreadyExists"));
        post(JOBS + "/first/rerun", "{\"parameters\":{\"rate\":9}}")
                .then()
                .statusCode(422)
                .body("details.causes.field", contains("spec.parameters.rate"));
    }

    @Test
    void deletedJobKeepsItsRecordAndCanBeRunAgain() {
        submit("short", CONTAINER);
        var workers = new PlayedWorkers(client, "vision", "short");
        workers.job();
        awaitApplied("short");

        given().delete(JOBS + "/short").then().statusCode(204);

        eventually(() -> given().get(JOBS + "/short").then().statusCode(404));
        given().get(RUNS + "/short")
                .then()
                .statusCode(200)
                .body("phase", equalTo("Failed"))
                .body("explanation.reason", equalTo("Deleted"))
                .body("times.deletedAt", notNullValue());
        given().get(JOBS + "/short/explanation").then().statusCode(200).body("reason", equalTo("Deleted"));
        eventually(() -> assertThat(client.batch()
                        .v1()
                        .jobs()
                        .inNamespace("vision")
                        .withName("short")
                        .get())
                .isNull());
        post(JOBS + "/short/rerun", "{}").then().statusCode(201);
    }

    @Test
    void endedJobGoesWhenItsTimeIsOver() {
        submit("brief", "{\"container\":{\"image\":\"busybox:1\"},\"ttlSecondsAfterFinished\":0}");
        var workers = new PlayedWorkers(client, "vision", "brief");
        workers.job();
        awaitApplied("brief");

        client.batch().v1().jobs().inNamespace("vision").withName("brief").delete();

        eventually(() -> given().get(JOBS + "/brief").then().statusCode(404));
        given().get(RUNS + "/brief").then().body("phase", equalTo("Lost"));
    }

    @Test
    void eventsOfItsObjectsBelongToTheJob() {
        submit("told", CONTAINER);
        var job = new PlayedWorkers(client, "vision", "told").job();
        client.resource(new EventBuilder()
                        .withNewMetadata()
                        .withNamespace("vision")
                        .withName("told.1")
                        .endMetadata()
                        .withNewInvolvedObject()
                        .withApiVersion("batch/v1")
                        .withKind("Job")
                        .withNamespace("vision")
                        .withName("told")
                        .withUid(job.getMetadata().getUid())
                        .endInvolvedObject()
                        .withType("Warning")
                        .withReason("FailedCreate")
                        .withMessage("exceeded quota: team")
                        .withCount(2)
                        .withLastTimestamp("2026-01-02T03:04:05Z")
                        .build())
                .create();

        eventually(() -> given().get(JOBS + "/told/events")
                .then()
                .body("items.reason", hasItem("FailedCreate"))
                .body("items.find { it.reason == 'FailedCreate' }.count", equalTo(2))
                .body("items.find { it.reason == 'FailedCreate' }.object", equalTo("Job/told")));
        eventually(() -> given().get(JOBS + "/told/explanation").then().body("message", containsString("quota")));
    }

    @Test
    void jobsAreFilteredSortedAndPaged() {
        Kapi.algorithm("listed");
        for (var number = 1; number <= 5; number++) {
            submit("page-" + number, running("listed", "{\"rate\":0.5}")).then().statusCode(201);
        }
        var listed = JOBS + "?fieldSelector=spec.algorithm.name=listed";

        given().get(listed + "&limit=2&page=2&sortBy=name&ascending=true")
                .then()
                .body("items.metadata.name", contains("page-3", "page-4"))
                .body("totalItems", equalTo(5));
        given().get(listed + "&name=AGE-5").then().body("items.metadata.name", contains("page-5"));
        given().get(listed + ",creator=ada").then().body("totalItems", equalTo(5));
        given().get(listed + ",creator!=ada").then().body("totalItems", equalTo(0));
        eventually(() -> given().get(listed + ",status.phase=Scheduling").then().body("totalItems", equalTo(5)));
        given().get(ROOT + "/workspaces/research/trainingjobs?fieldSelector=spec.algorithm.name=listed")
                .then()
                .body("totalItems", equalTo(5));
        given().get(ROOT + "/workspaces/marketing/trainingjobs").then().body("items", hasSize(0));
        given().get(RUNS + "?fieldSelector=algorithm.name=listed&sortBy=name&limit=1&page=5&ascending=true")
                .then()
                .body("items.name", contains("page-5"))
                .body("totalItems", equalTo(5));
        given().get(JOBS + "?fieldSelector=spec.nothing=1").then().statusCode(400);
        given().get(RUNS + "?sortBy=secret").then().statusCode(400).body("details.causes.field", contains("sortBy"));
    }

    @Test
    void runsAreComparedSideBySide() {
        Kapi.algorithm("rivals");
        for (var name : List.of("left", "right")) {
            submit(name, running("rivals", "{\"rate\":" + (name.equals("left") ? 0.1 : 0.2) + "}"));
            new PlayedWorkers(client, "vision", name).job();
            awaitApplied(name);
        }
        report("left", "loss", 0.5);
        report("right", "loss", 0.4);

        given().get(JOBS + "/left/compare?with=right")
                .then()
                .statusCode(200)
                .body("runs.name", contains("left", "right"))
                .body("parameters.find { it.name == 'rate' }.differs", equalTo(true))
                .body("parameters.find { it.name == 'epochs' }.differs", equalTo(false))
                .body("metrics.find { it.name == 'loss' }.best", equalTo(1));
        given().get(JOBS + "/left/compare").then().statusCode(400).body("details.causes.field", contains("with"));
        given().get(JOBS + "/left/compare?with=nobody").then().statusCode(404);
    }

    @Test
    void podsWithAWrongClockDoNotMakeARunLookStalledOrEndBeforeItBegan() {
        submit("skewed", "{\"container\":{\"image\":\"busybox:1\"},\"stallAfterSeconds\":3600}");
        var workers = new PlayedWorkers(client, "vision", "skewed");
        workers.run(Duration.ofDays(2));
        awaitReason("skewed", "WorkersRunning");

        workers.succeed();

        awaitReason("skewed", "Completed");
        String start = given().get(RUNS + "/skewed").path("times.startedAt");
        String end = given().get(RUNS + "/skewed").path("times.finishedAt");
        assertThat(Instant.parse(end)).isAfterOrEqualTo(Instant.parse(start));
    }

    @Test
    void tokenOfARunOpensNothingOfAnother() {
        Kapi.algorithm("private");
        submit("mine", running("private", "{\"rate\":0.5}"));
        submit("other", running("private", "{\"rate\":0.5}"));
        awaitApplied("mine");
        awaitApplied("other");
        new PlayedWorkers(client, "vision", "mine").run(Duration.ZERO);
        String other = given().get(JOBS + "/other").path("metadata.uid");

        agent("mine").given().get("/workload/v1/plan").then().statusCode(200).body("outputs.name", contains("model"));
        agent("mine").store("stranger", "x").then().statusCode(404);
        agent("mine").report(other, "loss", 1).then().statusCode(404);
        RestAssured.given().get("/workload/v1/plan").then().statusCode(401);
        agent("mine").program().get("/workload/v1/plan").then().statusCode(401);
        agent("mine")
                .given()
                .get("/mlflow/api/2.0/mlflow/runs/get?run_id=" + other)
                .then()
                .statusCode(401);
        given().get(JOBS + "/other/metrics").then().body("series", hasSize(0));
        given().get(JOBS).then().body("items.metadata.namespace", everyItem(equalTo("vision")));
    }

    private static void awaitApplied(String name) {
        eventually(() -> given().get(JOBS + "/" + name).then().body("status.engineObject.name", equalTo(name)));
    }

    private static void patch(String name, String merge) {
        given().contentType("application/merge-patch+json")
                .body(merge)
                .patch(JOBS + "/" + name)
                .then()
                .statusCode(200);
    }

    private void report(String job, String metric, double value) {
        String uid = given().get(JOBS + "/" + job).path("metadata.uid");
        agent(job).report(uid, metric, value).then().statusCode(200);
    }

    private PlayedAgent agent(String job) {
        return new PlayedAgent(client, "vision", job);
    }

    private static GenericKubernetesResource resource(String name, String spec) {
        return Serialization.unmarshal(
                """
                apiVersion: ai.kubesphere.io/v1alpha1
                kind: TrainingJob
                metadata: {name: %s, namespace: vision}
                spec: %s
                """
                        .formatted(name, spec.startsWith("{") ? spec : "{" + spec + "}"),
                GenericKubernetesResource.class);
    }
}

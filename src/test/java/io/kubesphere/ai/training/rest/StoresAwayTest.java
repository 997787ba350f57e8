package io.kubesphere.ai.training.rest;

import static io.kubesphere.ai.training.Kapi.JOBS;
import static io.kubesphere.ai.training.Kapi.RUNS;
import static io.kubesphere.ai.training.Kapi.awaitReason;
import static io.kubesphere.ai.training.Kapi.eventually;
import static io.kubesphere.ai.training.Kapi.given;
import static io.kubesphere.ai.training.Kapi.running;
import static io.kubesphere.ai.training.Kapi.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.testing.ClusterForTests;
import io.kubesphere.ai.testing.Gate;
import io.kubesphere.ai.testing.GatedPostgres;
import io.kubesphere.ai.testing.Service;
import io.kubesphere.ai.training.Kapi;
import io.kubesphere.ai.training.PlayedAgent;
import io.kubesphere.ai.training.PlayedWorkers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs while the database or the object store is away: nothing is lost, and nothing untrue is said. */
@QuarkusTest
@WithTestResource(GatedPostgres.class)
@WithTestResource(ClusterForTests.class)
class StoresAwayTest {
    private static final String CONTAINER = "{\"container\":{\"image\":\"busybox:1\"}}";

    @Inject
    KubernetesClient client;

    @ConfigProperty(name = "aip.object-store.directory")
    Path objects;

    Gate database;

    @BeforeEach
    void awaitDatabase() {
        Service.awaitMigration();
    }

    @AfterEach
    void open() {
        database.open();
    }

    @Test
    void jobThatIsSubmittedWithoutADatabaseStartsOnceItIsBack() {
        database.shut();

        submit("patient", CONTAINER).then().statusCode(201);

        awaitReason("patient", "RecordsUnavailable");
        given().get(JOBS + "/patient")
                .then()
                .body("status.phase", equalTo("Queued"))
                .body("status.conditions.find { it.type == 'Recorded' }.status", equalTo("False"));
        assertThat(client.batch()
                        .v1()
                        .jobs()
                        .inNamespace("vision")
                        .withName("patient")
                        .get())
                .isNull();
        given().get(RUNS + "/patient").then().statusCode(503).header("Retry-After", "5");

        database.open();

        eventually(() -> given().get(JOBS + "/patient")
                .then()
                .body("status.engineObject.name", equalTo("patient"))
                .body("status.conditions.find { it.type == 'Recorded' }.status", equalTo("True")));
        given().get(RUNS + "/patient").then().statusCode(200).body("phase", equalTo("Scheduling"));
    }

    @Test
    void endThatComesWhileTheDatabaseIsAwayIsRecordedAfterwards() {
        Kapi.algorithm("away");
        submit("ending", running("away", "{\"rate\":0.5}")).then().statusCode(201);
        var workers = new PlayedWorkers(client, "vision", "ending");
        workers.run(Duration.ZERO);
        awaitReason("ending", "WorkersRunning");
        new PlayedAgent(client, "vision", "ending")
                .store("model", "weights")
                .then()
                .statusCode(201);

        database.shut();
        workers.succeed();

        awaitReason("ending", "OutputsUnknown");
        given().get(JOBS).then().statusCode(200).body("items.metadata.name", hasItem("ending"));

        database.open();

        awaitReason("ending", "Completed");
        given().get(JOBS + "/ending").then().body("status.outputs.name", contains("model"));
        given().get(RUNS + "/ending").then().body("phase", equalTo("Succeeded"));
    }

    @Test
    void failureThatComesWhileTheDatabaseIsAwayIsToldAtOnceAndRecordedAfterwards() {
        submit("failing", CONTAINER).then().statusCode(201);
        var workers = new PlayedWorkers(client, "vision", "failing");
        workers.run(Duration.ZERO);
        awaitReason("failing", "WorkersRunning");

        database.shut();
        workers.fail(7);

        eventually(() -> given().get(JOBS + "/failing")
                .then()
                .body("status.phase", equalTo("Failed"))
                .body("status.conditions.find { it.type == 'Recorded' }.status", equalTo("False")));

        database.open();

        eventually(() -> given().get(JOBS + "/failing")
                .then()
                .body("status.conditions.find { it.type == 'Recorded' }.status", equalTo("True")));
        given().get(RUNS + "/failing").then().body("phase", equalTo("Failed"));
    }

    @Test
    void outputThatCannotBeStoredNowIsStoredWhenTheObjectStoreIsBack() throws IOException {
        Kapi.algorithm("full");
        submit("storing", running("full", "{\"rate\":0.5}")).then().statusCode(201);
        var workers = new PlayedWorkers(client, "vision", "storing");
        workers.run(Duration.ZERO);
        awaitReason("storing", "WorkersRunning");
        var agent = new PlayedAgent(client, "vision", "storing");
        var aside = objects.resolveSibling(objects.getFileName() + ".away");
        Files.move(objects, aside);
        Files.createFile(objects);
        try {
            agent.store("model", "later").then().statusCode(503).header("Retry-After", "5");
        } finally {
            Files.delete(objects);
            Files.move(aside, objects);
        }
        given().get(RUNS + "/storing/outputs").then().body("totalItems", equalTo(0));

        agent.store("model", "later").then().statusCode(201);
        workers.succeed();

        awaitReason("storing", "Completed");
    }
}

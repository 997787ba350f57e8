package io.kubesphere.ai.training.rest;

import static io.kubesphere.ai.training.rest.TrainingUser.JOBS;
import static io.kubesphere.ai.training.rest.TrainingUser.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.testing.NodeForTests;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.Service;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way of a user through the KAPI, with jobs that really run. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(NodeForTests.class)
class TrainingOverHttpTest {
    private static final Path SAMPLES = Path.of("src/main/resources/standalone/samples");

    private final TrainingUser user = new TrainingUser();

    private KubernetesClient cluster;

    @BeforeEach
    void start() {
        Service.awaitMigration();
    }

    @Test
    void algorithmLearnsFromADatasetAndEverythingOutlivesTheJob() throws IOException {
        dataset("credit");
        algorithm("scorer");
        var submitted = user.post(
                JOBS,
                """
                {"metadata": {"name": "learns"},
                 "spec": {"algorithm": {"name": "scorer", "version": "v1"},
                          "parameters": {"epochs": 3},
                          "inputs": [{"name": "data", "dataset": {"name": "credit", "version": "v1"}}]}}""");
        assertThat(submitted.statusCode()).as(submitted.asString()).isEqualTo(201);
        assertThat(submitted.jsonPath().getString("metadata.annotations.'kubesphere.io/creator'"))
                .isEqualTo("ada");

        var ended = user.awaitEnd("learns");

        assertThat(ended.getString("status.phase"))
                .as("%s %s", ended.prettify(), user.log("learns"))
                .isEqualTo("Succeeded");
        assertThat(ended.getInt("status.outputs.find { it.name == 'model' }.files"))
                .isEqualTo(2);
        assertThat(user.log("learns")).contains("epoch 1 ").contains("epoch 3 ");
        assertThat(auc("learns")).isEqualTo(3);
        assertThat(user.ask().get(JOBS + "/learns/events").jsonPath().getList("items.reason", String.class))
                .contains("SuccessfulCreate", "Scheduled", "Started", "Completed");

        user.ask().delete(JOBS + "/learns").then().statusCode(204);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> user.ask().get(JOBS + "/learns").statusCode() == 404);

        assertThat(user.log("learns")).contains("epoch 3 ");
        assertThat(auc("learns")).isEqualTo(3);
        var record = user.ask().get(PROJECT + "/trainingruns/learns").jsonPath();
        assertThat(record.getString("phase")).isEqualTo("Succeeded");
        assertThat(record.getInt("parameters.batch_size")).isEqualTo(32);
        assertThat(record.getString("times.deletedAt")).isNotNull();
        assertThat(user.ask()
                        .get(PROJECT + "/trainingruns/learns/outputs")
                        .jsonPath()
                        .getString("items[0].digest"))
                .startsWith("sha256:");
        assertThat(cluster.batch()
                        .v1()
                        .jobs()
                        .inNamespace("vision")
                        .withName("learns")
                        .get())
                .isNull();

        var again = user.post(JOBS + "/learns/rerun", "{\"parameters\": {\"epochs\": 1}}");
        assertThat(again.statusCode()).as(again.asString()).isEqualTo(201);
        var name = again.jsonPath().getString("metadata.name");
        assertThat(user.awaitEnd(name).getString("status.resolved.inputs[0].digest"))
                .isEqualTo(record.getString("inputs[0].digest"));
        var compared = user.ask().get(JOBS + "/learns/compare?with=" + name).jsonPath();
        assertThat(compared.getList("parameters.findAll { it.differs }.name", String.class))
                .containsExactly("epochs");
    }

    private int auc(String job) {
        return user.ask()
                .get(JOBS + "/" + job + "/metrics?points=100")
                .jsonPath()
                .getInt("series.find { it.key == 'val_auc' }.total");
    }

    @Test
    void stopEndsTheWorkersAndResumeGoesOnFromTheCheckpoint() {
        user.submitted(
                "pauses",
                "n=$(cat $AIP_CHECKPOINT_DIR/n 2>/dev/null || echo 0); echo begins at $n;"
                        + " if [ $n = 1 ]; then exit 0; fi; echo 1 > $AIP_CHECKPOINT_DIR/n; echo saved; sleep 600",
                "\"checkpoint\": {\"size\": \"1Mi\"}");
        user.awaitLine("pauses", "saved");

        user.post(JOBS + "/pauses/stop", "").then().statusCode(200);
        var paused = user.awaitPhase("pauses", "Paused");
        assertThat(paused.getString("status.reason")).isEqualTo("PausedByUser");
        await().atMost(Duration.ofSeconds(60)).until(() -> user.ask()
                .get(JOBS + "/pauses/workers")
                .jsonPath()
                .getList("items")
                .isEmpty());
        user.post(JOBS + "/pauses/resume", "").then().statusCode(200);

        user.awaitPhase("pauses", "Succeeded");
        assertThat(user.log("pauses")).contains("begins at 0", "begins at 1");
        user.post(JOBS + "/pauses/stop", "").then().statusCode(409);
    }

    @Test
    void workersKnowTheirPlaceAndMeetRankZero() {
        user.submitted(
                "meets",
                "echo rank $AIP_RANK of $AIP_WORLD_SIZE at $MASTER_ADDR:$MASTER_PORT; test -n \"$MASTER_ADDR\"",
                "\"workers\": {\"replicas\": 2}");

        user.awaitPhase("meets", "Succeeded");

        assertThat(user.log("meets")).contains("rank 0 of 2", "rank 1 of 2");
        var log = user.ask().get(JOBS + "/meets/logs?worker=1").jsonPath();
        assertThat(log.getList("items.worker", Integer.class)).containsOnly(1);
    }

    @Test
    void customResourceByKubectlRunsAsOneByTheKapi() {
        cluster.load(new ByteArrayInputStream(
                        """
                        apiVersion: ai.kubesphere.io/v1alpha1
                        kind: TrainingJob
                        metadata: {name: applied, namespace: vision}
                        spec:
                          container: {image: any, command: [sh, -c, "echo it runs > $AIP_OUTPUT_NOTE/note.txt"]}
                          outputs: [{name: note}]
                        """
                                .getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();

        assertThat(user.awaitEnd("applied").getString("status.phase")).isEqualTo("Succeeded");
        user.submitted(
                "reads",
                "cat $AIP_INPUT_NOTE/note.txt",
                "\"inputs\": [{\"name\": \"note\", \"output\": {\"job\":" + " \"applied\", \"name\": \"note\"}}]");
        user.awaitPhase("reads", "Succeeded");
        assertThat(user.log("reads")).isEqualTo("it runs\n");
    }

    @Test
    void jobGoesAtItsTimeToLiveAndItsRecordStays() {
        user.submitted("fleeting", "echo hello", "\"ttlSecondsAfterFinished\": 0");

        await().atMost(Duration.ofSeconds(90))
                .until(() -> user.ask().get(JOBS + "/fleeting").statusCode() == 404);

        assertThat(user.log("fleeting")).isEqualTo("hello\n");
        assertThat(user.ask().get(PROJECT + "/trainingruns/fleeting").jsonPath().getString("phase"))
                .isEqualTo("Succeeded");
    }

    @Test
    void listIsFilteredSortedAndPaged() {
        for (var name : new String[] {"listed-a", "listed-b", "listed-c"}) {
            user.submitted(name, "true", "\"suspend\": true");
        }
        user.awaitPhase("listed-c", "Paused");

        var page = user.ask()
                .get(JOBS + "?name=listed&sortBy=name&ascending=false&limit=2&page=1")
                .jsonPath();
        assertThat(page.getList("items.metadata.name", String.class)).containsExactly("listed-c", "listed-b");
        assertThat(page.getInt("totalItems")).isEqualTo(3);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(user.ask()
                        .get(JOBS + "?fieldSelector=status.phase=Paused,creator=ada&name=listed")
                        .jsonPath()
                        .getInt("totalItems"))
                .isEqualTo(3));
    }

    private void dataset(String name) throws IOException {
        var path = PROJECT + "/datasets";
        user.post(path, "{\"metadata\": {\"name\": \"" + name + "\"}, \"spec\": {}}")
                .then()
                .statusCode(201);
        var upload = path + "/" + name + "/uploads/"
                + user.post(path + "/" + name + "/uploads", "{}").jsonPath().getString("id");
        user.ask()
                .contentType("text/csv")
                .body(Files.readAllBytes(SAMPLES.resolve("german-credit/german-credit.csv")))
                .put(upload + "/files?path=german-credit.csv")
                .then()
                .statusCode(200);
        user.post(upload + "/commit", "{\"version\": \"v1\"}").then().statusCode(201);
    }

    private void algorithm(String name) throws IOException {
        var archive = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(archive)) {
            zip.putNextEntry(new ZipEntry("Train.java"));
            zip.write(Files.readAllBytes(SAMPLES.resolve("logistic-regression/Train.java")));
        }
        var digest = user.ask()
                .contentType("application/zip")
                .body(archive.toByteArray())
                .post(PROJECT + "/algorithmarchives")
                .jsonPath()
                .getString("digest");
        var algorithm = Files.readString(SAMPLES.resolve("logistic-regression/algorithm.yaml"))
                .replace("${ARCHIVE}", digest)
                .replace("name: logistic-regression", "name: " + name)
                .replace("sharing: Platform", "sharing: Project");
        cluster.load(new ByteArrayInputStream(algorithm.getBytes(StandardCharsets.UTF_8)))
                .inNamespace("vision")
                .create();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> user.ask().get(PROJECT + "/algorithms/" + name).statusCode() == 200);
    }
}

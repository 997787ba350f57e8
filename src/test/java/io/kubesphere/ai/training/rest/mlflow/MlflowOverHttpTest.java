package io.kubesphere.ai.training.rest.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.kubesphere.ai.kernel.auth.RunIdentity;
import io.kubesphere.ai.kernel.auth.RunTokens;
import io.kubesphere.ai.testing.ClusterForTests;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.Service;
import io.kubesphere.ai.training.RecordedRun;
import io.kubesphere.ai.training.ReportedFiles;
import io.kubesphere.ai.training.RunMetrics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(ClusterForTests.class)
class MlflowOverHttpTest {
    private static final String API = "/mlflow/api/2.0/mlflow/";

    private static final String FILES = "/mlflow/api/2.0/mlflow-artifacts/artifacts/";

    @TestHTTPResource
    URI tracking;

    @Inject
    RunTokens tokens;

    @Inject
    ReportedFiles reported;

    @Inject
    DataSource source;

    @Inject
    RunMetrics metrics;

    @Inject
    Clock clock;

    private RecordedRun run;

    @BeforeEach
    void record() {
        Service.awaitMigration();
        run = RecordedRun.in(Jdbi.create(source), "vision", "resnet");
    }

    @Test
    void everybodyMayAskForVersionAndHealthAndNobodyElseForAnythingWithoutARunToken() {
        RestAssured.get("/mlflow/version").then().statusCode(200).body(equalTo("3.0.0"));
        RestAssured.get("/mlflow/health").then().statusCode(200).body(equalTo("OK"));
        RestAssured.given()
                .queryParam("run_id", run.mlflowId())
                .get(API + "runs/get")
                .then()
                .statusCode(401)
                .body("error_code", equalTo("UNAUTHENTICATED"));
        RestAssured.given()
                .header("Authorization", "Bearer forged")
                .contentType("application/json")
                .body("{}")
                .post(API + "runs/log-metric")
                .then()
                .statusCode(401)
                .body("error_code", equalTo("UNAUTHENTICATED"));
        RestAssured.given()
                .header("X-Remote-User", "ada")
                .get(API + "runs/get")
                .then()
                .statusCode(401);
    }

    @Test
    void runIsThereBeforeItsProgramHasReportedAnything() {
        get("runs/get", "run_uuid", run.mlflowId())
                .statusCode(200)
                .body("run.info.run_id", equalTo(run.mlflowId()))
                .body("run.info.run_uuid", equalTo(run.mlflowId()))
                .body("run.info.run_name", equalTo("resnet"))
                .body("run.info.experiment_id", equalTo("vision"))
                .body("run.info.user_id", equalTo("ada"))
                .body("run.info.status", equalTo("RUNNING"))
                .body("run.info.lifecycle_stage", equalTo("active"))
                .body("run.info.artifact_uri", equalTo("mlflow-artifacts:/vision/" + run.mlflowId() + "/artifacts"))
                .body(
                        "run.info.start_time",
                        equalTo(Instant.parse("2026-01-02T03:04:05Z").toEpochMilli()))
                .body("run.info.end_time", nullValue())
                .body("run.data.metrics", empty());
    }

    @Test
    void tokenOpensItsOwnRunAndNoOther() {
        var other = RecordedRun.in(Jdbi.create(source), "vision", "other");
        var gone = new RunIdentity(UUID.randomUUID().toString(), "vision", "gone");

        for (var id : List.of(other.mlflowId(), "0".repeat(32), "x", other.uid().toString())) {
            unknown(get("runs/get", "run_id", id));
            unknown(post("runs/log-metric", metric(id, "loss", 1)));
            unknown(post("runs/log-batch", Map.of("run_id", id)));
            unknown(post("runs/set-tag", Map.of("run_id", id, "key", "a", "value", "b")));
            unknown(post("runs/update", Map.of("run_id", id, "status", "KILLED")));
            unknown(post("runs/delete", Map.of("run_id", id)));
            unknown(get("metrics/get-history", "run_id", id, "metric_key", "loss"));
            unknown(get("artifacts/list", "run_id", id));
        }
        unknown(as(gone).queryParam("run_id", gone.uid().replace("-", ""))
                .get(API + "runs/get")
                .then());
        assertThat(metrics.tree(other.uid().toString())).isEmpty();
    }

    private static void unknown(ValidatableResponse answer) {
        answer.statusCode(404).body("error_code", equalTo("RESOURCE_DOES_NOT_EXIST"));
    }

    @Test
    void projectIsTheOneExperiment() {
        get("experiments/get", "experiment_id", "vision")
                .statusCode(200)
                .body("experiment.experiment_id", equalTo("vision"))
                .body("experiment.name", equalTo("vision"))
                .body("experiment.lifecycle_stage", equalTo("active"));
        get("experiments/get-by-name", "experiment_name", "vision").statusCode(200);
        unknown(get("experiments/get-by-name", "experiment_name", "audio"));
        unknown(get("experiments/get", "experiment_id", "0"));
        post("experiments/search", Map.of("max_results", 10))
                .statusCode(200)
                .body("experiments.name", contains("vision"));
        post("experiments/search", Map.of("view_type", "DELETED_ONLY")).body("experiments", empty());
        invalid(post("experiments/search", Map.of("filter", "name = 'a'")), "vision");
        invalid(get("experiments/get"), "experiment_id");
    }

    @Test
    void programThatWantsAnExperimentOfItsOwnGetsItsProjectsAndTheWishIsKept() {
        post("experiments/create", Map.of("name", "my tries")).statusCode(200).body("experiment_id", equalTo("vision"));

        assertThat(tags()).containsEntry("aip.experiment", "my tries");
    }

    @Test
    void whatIsReportedIsReadBack() {
        ok(post("runs/log-metric", metric(run.mlflowId(), "loss", 0.5)));
        ok(post("runs/log-parameter", Map.of("run_id", run.mlflowId(), "key", "lr", "value", "0.1")));
        ok(post("runs/set-tag", Map.of("run_id", run.mlflowId(), "key", "kind", "value", "")));
        ok(post(
                "runs/log-batch",
                Map.of(
                        "run_id",
                        run.mlflowId(),
                        "metrics",
                        List.of(point("loss", 0.25, 2), point("val/acc top 5", 0.75, 2)),
                        "params",
                        List.of(Map.of("key", "depth", "value", "50")),
                        "tags",
                        List.of(Map.of("key", "mlflow.note.content", "value", "# ä")))));

        get("runs/get", "run_id", run.mlflowId())
                .body("run.data.metrics.key", contains("loss", "val/acc top 5"))
                .body("run.data.metrics.value", contains(0.25f, 0.75f))
                .body("run.data.metrics.step", contains(2, 2))
                .body("run.data.params", contains(text("depth", "50"), text("lr", "0.1")))
                .body("run.data.tags", hasItems(text("kind", ""), text("mlflow.note.content", "# ä")));
        ok(post("runs/delete-tag", Map.of("run_id", run.mlflowId(), "key", "kind")));
        unknown(post("runs/delete-tag", Map.of("run_id", run.mlflowId(), "key", "kind")));
        assertThat(tags()).doesNotContainKey("kind");
    }

    @Test
    void integersMayBeTextsAndUnknownFieldsAreIgnored() {
        ok(post(
                "runs/log-metric",
                "{\"run_id\":\"%s\",\"key\":\"loss\",\"value\":\"0.5\",\"timestamp\":\"1795576179372\","
                        + "\"step\":\"9007199254740993\",\"model_id\":\"m-1\",\"news\":{\"a\":[1]}}"));

        get("metrics/get-history", "run_id", run.mlflowId(), "metric_key", "loss")
                .body("metrics", hasSize(1))
                .body("metrics[0].timestamp", equalTo(1795576179372L))
                .body("metrics[0].step", equalTo(9007199254740993L))
                .body("metrics[0].value", equalTo(0.5f))
                .body("next_page_token", nullValue());
    }

    @Test
    void nanAndTheInfinitiesComeAsTextsOrBareAndGoBackAsTexts() {
        for (var value : List.of("\"NaN\"", "\"Infinity\"", "\"-Infinity\"", "NaN", "Infinity", "-Infinity")) {
            ok(post(
                    "runs/log-metric",
                    "{\"run_id\":\"%s\",\"key\":\"odd\",\"value\":" + value + ",\"timestamp\":1,\"step\":1}"));
        }

        get("metrics/get-history", "run_id", run.mlflowId(), "metric_key", "odd")
                .body("metrics.value", contains("NaN", "Infinity", "-Infinity"));
        get("runs/get", "run_id", run.mlflowId()).body("run.data.metrics[0].value", equalTo("-Infinity"));
    }

    @Test
    void historyComesInParts() {
        ok(post(
                "runs/log-batch",
                Map.of(
                        "run_id",
                        run.mlflowId(),
                        "metrics",
                        IntStream.range(0, 7)
                                .mapToObj(step -> point("loss", step, step))
                                .toList())));

        var first = get("metrics/get-history", "run_id", run.mlflowId(), "metric_key", "loss", "max_results", "4")
                .body("metrics.step", contains(0, 1, 2, 3));
        var token = first.extract().jsonPath().getString("next_page_token");
        get(
                        "metrics/get-history",
                        "run_id",
                        run.mlflowId(),
                        "metric_key",
                        "loss",
                        "max_results",
                        "4",
                        "page_token",
                        token)
                .body("metrics.step", contains(4, 5, 6))
                .body("next_page_token", nullValue());
        get("metrics/get-history", "run_id", run.mlflowId(), "metric_key", "other")
                .statusCode(200)
                .body("metrics", nullValue());
        invalid(get("metrics/get-history", "run_id", run.mlflowId(), "metric_key", "a", "page_token", "x"), "x");
        invalid(get("metrics/get-history", "run_id", run.mlflowId(), "metric_key", "a", "max_results", "0"), "0");
    }

    @Test
    void parameterNeverChanges() {
        ok(post("runs/log-parameter", Map.of("run_id", run.mlflowId(), "key", "lr", "value", "0.1")));
        ok(post("runs/log-parameter", Map.of("run_id", run.mlflowId(), "key", "lr", "value", "0.1")));

        invalid(
                post("runs/log-parameter", Map.of("run_id", run.mlflowId(), "key", "lr", "value", "0.2")),
                "'0.1' already");
    }

    @Test
    void whatCannotBeUnderstoodNamesTheField() {
        var id = run.mlflowId();
        invalid(post("runs/log-metric", Map.of("run_id", id, "key", "loss", "timestamp", 1)), "'value'");
        invalid(post("runs/log-metric", Map.of("run_id", id, "key", "loss", "value", 1)), "'timestamp'");
        invalid(post("runs/log-metric", Map.of("run_id", id, "key", "loss", "value", "a", "timestamp", 1)), "'value'");
        invalid(post("runs/log-metric", Map.of("run_id", id, "key", 5, "value", 1, "timestamp", 1)), "'key'");
        invalid(post("runs/log-metric", Map.of("key", "loss", "value", 1, "timestamp", 1)), "'run_id'");
        invalid(
                post("runs/log-metric", "{\"run_id\":\"%s\",\"key\":\"a\",\"value\":1,\"timestamp\":1,\"step\":1.5}"),
                "'step'");
        invalid(post("runs/log-metric", metric(id, "a//b", 1)), "a//b");
        invalid(post("runs/set-tag", "{\"run_id\":\"%s\",\"key\":\"a\",\"value\":\"x\\u0000\"}"), "NUL");
        invalid(post("runs/set-tag", "{\"run_id\":\"%s\",\"key\":\"a\",\"value\":\"x\\ud800\"}"), "half a character");
        invalid(post("runs/update", Map.of("run_id", id, "status", "BOGUS")), "RUNNING");
        invalid(post("runs/log-batch", Map.of("run_id", id, "metrics", "none")), "'metrics'");
        invalid(post("runs/log-metric", "{\"run_id\": "), "not JSON");
        invalid(post("runs/log-metric", "[]"), "object");
    }

    @Test
    void statusOfTheProgramIsAClaimAndItsRunKeepsItsPhase() {
        post("runs/update", Map.of("run_id", run.mlflowId(), "status", "FAILED", "end_time", 1795576182304L))
                .statusCode(200)
                .body("run_info.status", equalTo("FAILED"))
                .body("run_info.end_time", equalTo(1795576182304L));
        post("runs/update", Map.of("run_id", run.mlflowId(), "run_name", "renamed"))
                .body("run_info.status", equalTo("FAILED"))
                .body("run_info.run_name", equalTo("renamed"));

        assertThat(tags()).containsEntry("mlflow.runName", "renamed");
        var phase = Jdbi.create(source)
                .withHandle(handle -> handle.createQuery("SELECT phase || name FROM training.run WHERE uid = :uid")
                        .bind("uid", run.uid())
                        .mapTo(String.class)
                        .one());
        assertThat(phase).isEqualTo("Runningresnet");
    }

    @Test
    void childRunBelongsToTheRun() {
        var child = child(run.mlflowId(), "fold 1");
        var grandchild = child(child, "");

        ok(post("runs/log-metric", metric(child, "loss", 0.5)));
        get("runs/get", "run_id", child)
                .body("run.info.run_name", equalTo("fold 1"))
                .body("run.info.experiment_id", equalTo("vision"))
                .body("run.data.tags", hasItem(text("mlflow.parentRunId", run.mlflowId())))
                .body("run.data.metrics.value", contains(0.5f));
        get("runs/get", "run_id", grandchild).body("run.info.run_name", containsString("run-"));
        assertThat(metrics.tree(run.uid().toString()))
                .extracting(tracked -> tracked.id().replace("-", ""))
                .containsExactly(run.mlflowId(), child, grandchild);
    }

    @Test
    void runIsOpenedBelowOnesOwnOnly() {
        var other = RecordedRun.in(Jdbi.create(source), "vision", "other");

        for (var tags : List.of(List.of(), List.of(text("mlflow.parentRunId", other.mlflowId())))) {
            post("runs/create", Map.of("experiment_id", "vision", "start_time", 1, "tags", tags))
                    .statusCode(403)
                    .body("error_code", equalTo("PERMISSION_DENIED"))
                    .body("message", containsString("nested=True"));
        }
        unknown(post("runs/create", Map.of("experiment_id", "audio", "start_time", 1)));
    }

    @Test
    void childRunCanBeDeletedAndRestoredAndTheRunItselfNot() {
        var child = child(run.mlflowId(), "fold 1");

        ok(post("runs/delete", Map.of("run_id", child)));
        get("runs/get", "run_id", child).body("run.info.lifecycle_stage", equalTo("deleted"));
        invalid(post("runs/log-metric", metric(child, "loss", 1)), "deleted");
        post("runs/search", Map.of("experiment_ids", List.of("vision")))
                .body("runs.info.run_id", contains(run.mlflowId()));
        ok(post("runs/restore", Map.of("run_id", child)));
        ok(post("runs/log-metric", metric(child, "loss", 1)));
        post("runs/delete", Map.of("run_id", run.mlflowId()))
                .statusCode(403)
                .body("error_code", equalTo("PERMISSION_DENIED"));
    }

    @Test
    void searchFindsOnesOwnRunsPageByPage() {
        var low = child(run.mlflowId(), "low");
        var high = child(run.mlflowId(), "high");
        ok(post("runs/log-metric", metric(low, "acc", 0.1)));
        ok(post("runs/log-metric", metric(high, "acc", 0.9)));
        var all = Map.<String, Object>of(
                "experiment_ids", List.of("vision"), "order_by", List.of("metrics.acc DESC"), "max_results", "2");

        var first = post("runs/search", all).body("runs.info.run_id", contains(high, low));
        var second = new HashMap<>(all);
        second.put("page_token", first.extract().jsonPath().getString("next_page_token"));
        post("runs/search", second)
                .body("runs.info.run_id", contains(run.mlflowId()))
                .body("next_page_token", nullValue());
        post("runs/search", Map.of("experiment_ids", List.of("vision"), "filter", "metrics.acc > 0.5"))
                .body("runs.info.run_name", contains("high"));
        post("runs/search", Map.of("experiment_ids", List.of("audio"))).body("runs", nullValue());
        invalid(post("runs/search", Map.of("experiment_ids", List.of("vision"), "filter", "bogus")), "bogus");
        invalid(post("runs/search", Map.of("experiment_ids", List.of("vision"), "max_results", 50_001)), "50000");
    }

    @Test
    void inputsAndModelsAreKept() {
        var dataset = Map.of(
                "tags",
                List.of(text("mlflow.data.context", "training")),
                "dataset",
                Map.of(
                        "name",
                        "cifar",
                        "digest",
                        "d1",
                        "source_type",
                        "local",
                        "source",
                        "{}",
                        "profile",
                        "{\"n\":1}"));
        var model = post(
                        "logged-models",
                        Map.of(
                                "experiment_id",
                                "vision",
                                "name",
                                "scorer",
                                "source_run_id",
                                run.mlflowId(),
                                "params",
                                List.of(text("C", "1.0"))))
                .statusCode(200)
                .body("model.info.status", equalTo("LOGGED_MODEL_PENDING"))
                .body("model.info.source_run_id", equalTo(run.mlflowId()))
                .extract()
                .jsonPath()
                .getString("model.info.model_id");
        var link = Map.of("run_id", run.mlflowId(), "models", List.of(Map.of("model_id", model, "step", 3)));

        ok(post("runs/log-inputs", Map.of("run_id", run.mlflowId(), "datasets", List.of(dataset))));
        ok(post("runs/outputs", link));
        ok(post("runs/log-inputs", link));
        ok(post("logged-models/" + model + "/params", Map.of("params", List.of(text("tol", "1")))));
        ok(patch("logged-models/" + model + "/tags", Map.of("tags", List.of(text("stage", "x")))));
        patch("logged-models/" + model, Map.of("model_id", model, "status", "LOGGED_MODEL_UPLOAD_FAILED"))
                .statusCode(200)
                .body("model.info.status", equalTo("LOGGED_MODEL_UPLOAD_FAILED"));
        ok(post("runs/log-model", Map.of("run_id", run.mlflowId(), "model_json", "{\"artifact_path\":\"m\"}")));

        get("runs/get", "run_id", run.mlflowId())
                .body("run.inputs.dataset_inputs.dataset.name", contains("cifar"))
                .body("run.inputs.dataset_inputs[0].dataset", hasEntry("profile", "{\"n\":1}"))
                .body("run.inputs.dataset_inputs[0].tags", contains(text("mlflow.data.context", "training")))
                .body("run.inputs.model_inputs.model_id", contains(model))
                .body("run.outputs.model_outputs.step", contains(3))
                .body("run.data.tags", hasItem(text("mlflow.log-model.history", "[{\"artifact_path\":\"m\"}]")));
        get("logged-models/" + model)
                .body("model.data.params", containsInAnyOrder(text("C", "1.0"), text("tol", "1")))
                .body("model.info.tags", contains(text("stage", "x")));
        var other = RecordedRun.in(Jdbi.create(source), "vision", "other");
        unknown(as(other.identity()).get(API + "logged-models/" + model).then());
        invalid(patch("logged-models/" + model, Map.of("status", "BOGUS")), "LOGGED_MODEL_READY");
        unknown(post(
                "runs/outputs",
                Map.of("run_id", run.mlflowId(), "models", List.of(Map.of("model_id", "m-0", "step", 0)))));
    }

    @Test
    void outputsOfTheRunAreDirectoriesAmongItsFiles() {
        Jdbi.create(source)
                .useHandle(handle -> handle.execute(
                        "INSERT INTO training.run_output (run_uid, name, digest, files, bytes)"
                                + " VALUES (?, 'model', 'd', 1, 2)",
                        run.uid()));
        upload("plots/roc.png", "png");
        upload("report.txt", "");

        get("artifacts/list", "run_id", run.mlflowId())
                .body("root_uri", equalTo("mlflow-artifacts:/" + files("")))
                .body("files.path", contains("model", "plots", "report.txt"))
                .body("files.is_dir", contains(true, true, false));
        get("artifacts/list", "run_id", run.mlflowId(), "path", "plots")
                .body("files.path", contains("plots/roc.png"))
                .body("files.file_size", contains(3));
        listed("").body("files.path", contains("model", "plots", "report.txt")).body("root_uri", nullValue());
        listed("/plots").body("files.path", contains("roc.png"));
        listed("/model").body("files", empty());
        get("artifacts/list", "run_id", child(run.mlflowId(), "fold")).body("files", empty());
    }

    @Test
    void fileIsReplacedReadBackAndRemoved() {
        var large = "x".repeat(4_000_000);
        upload("a/größe 1.txt", "first");
        upload("a/größe 1.txt", large);
        upload("ab.txt", "other");

        assertThat(caller().get(FILES + files("/a/größe 1.txt")).asString()).isEqualTo(large);
        ok(caller().delete(FILES + files("/a")).then());
        unknown(caller().get(FILES + files("/a/größe 1.txt")).then());
        listed("").body("files.path", contains("ab.txt"));
        assertThat(reported.ofRun(run.uid().toString())).singleElement().satisfies(file -> assertThat(file.path())
                .isEqualTo("ab.txt"));
    }

    @Test
    void filesOfOthersAreNotThereAndPathsCannotLeaveTheRun() {
        var other = RecordedRun.in(Jdbi.create(source), "vision", "other");
        upload("a.txt", "mine");

        for (var path : List.of(
                "vision/" + other.mlflowId() + "/artifacts/a.txt",
                "vision/models/m-" + other.mlflowId() + "/artifacts/a.txt",
                "elsewhere/a.txt")) {
            unknown(caller().body("x").put(FILES + path).then());
            unknown(caller().get(FILES + path).then());
            unknown(caller().delete(FILES + path).then());
        }
        unknown(as(other.identity()).get(FILES + files("/a.txt")).then());
        unknown(caller().urlEncodingEnabled(false)
                .body("x")
                .put(FILES + files("/a/%2E%2E/%2E%2E/b"))
                .then());
        invalid(caller().body("x").put(FILES + files("/a\\b")).then(), "relative");
        invalid(
                caller().body("x")
                        .put(FILES + files("/" + "x/".repeat(300) + "y"))
                        .then(),
                "500");
        caller().post("/mlflow/api/2.0/mlflow-artifacts/mpu/create/" + files("/a"))
                .then()
                .statusCode(501)
                .body("error_code", equalTo("NOT_IMPLEMENTED"));
    }

    @Test
    void runKeepsFilesUpToItsLimitAndLargeOnesOnlyWithTheirLength() throws Exception {
        var endless = HttpRequest.newBuilder(tracking.resolve(FILES + files("/endless.bin")))
                .header("Authorization", "Bearer " + tokens.mint(run.identity(), clock.instant()))
                .PUT(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[2_000_000])))
                .build();
        var answer = HttpClient.newHttpClient().send(endless, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("length of a large file");

        upload("first.bin", "x");
        Jdbi.create(source)
                .useHandle(handle -> handle.execute(
                        "UPDATE training.reported_file SET bytes = ? WHERE root = ?", 20L << 30, run.uid()));
        invalid(caller().body("x").put(FILES + files("/second.bin")).then(), "20 GiB");
    }

    @Test
    void modelHasFilesOfItsOwn() {
        var model = post("logged-models", Map.of("experiment_id", "vision", "name", "scorer"))
                .extract()
                .jsonPath()
                .getString("model.info.artifact_uri")
                .replace("mlflow-artifacts:/", "");

        ok(caller().body("flavors: {}").put(FILES + model + "/MLmodel").then());

        assertThat(caller().get(FILES + model + "/MLmodel").asString()).isEqualTo("flavors: {}");
        caller().queryParam("path", model)
                .get(FILES.substring(0, FILES.length() - 1))
                .then()
                .body("files.path", contains("MLmodel"));
        listed("").body("files", empty());
    }

    @Test
    void modelsAreSearchedByWhatTheClientAsksFor() {
        post("logged-models", Map.of("experiment_id", "vision", "name", "scorer", "source_run_id", run.mlflowId()));
        post("logged-models", Map.of("experiment_id", "vision", "name", "other"));

        for (var filter : List.of("name = 'scorer'", "name='scorer' AND source_run_id = '" + run.mlflowId() + "'")) {
            models(filter).statusCode(200).body("models.info.name", contains("scorer"));
        }
        models("").body("models.info.name", contains("other", "scorer"));
        models("name = 'x'").body("models", nullValue());
        post("logged-models/search", Map.of("experiment_ids", List.of("audio"))).body("models", nullValue());
        for (var filter : List.of("metrics.a > 1", "name = 'a' OR name = 'b'", "name = 'a' AND ", "name LIKE 'a'")) {
            invalid(models(filter), "filter");
        }
    }

    private ValidatableResponse models(String filter) {
        return post("logged-models/search", Map.of("experiment_ids", List.of("vision"), "filter", filter));
    }

    private void upload(String path, String content) {
        ok(caller().contentType("text/plain")
                .body(content)
                .put(FILES + files("/" + path))
                .then());
    }

    private ValidatableResponse listed(String directory) {
        return caller().queryParam("path", files(directory))
                .get(FILES.substring(0, FILES.length() - 1))
                .then()
                .statusCode(200);
    }

    private String files(String path) {
        return "vision/" + run.mlflowId() + "/artifacts" + path;
    }

    @Test
    void whatIsNotServedIsSaidInMlflowsShape() {
        get("registered-models/get", "name", "x").statusCode(404).body("error_code", equalTo("ENDPOINT_NOT_FOUND"));
        get("runs/nothing").statusCode(404).body("error_code", equalTo("ENDPOINT_NOT_FOUND"));
        caller().get("/mlflow/api/3.0/mlflow/server-info")
                .then()
                .statusCode(404)
                .body("error_code", equalTo("ENDPOINT_NOT_FOUND"));
        caller().delete(API + "runs/get").then().statusCode(404).body("error_code", equalTo("ENDPOINT_NOT_FOUND"));
        invalid(
                caller().contentType("text/plain")
                        .body("{}")
                        .post(API + "runs/log-metric")
                        .then(),
                "content type");
        invalid(post("runs/set-tag", Map.of("key", "a", "value", "x".repeat(4_000_000))), "larger");
    }

    @Test
    void ownApiReadsWhatWasReported() {
        ok(post(
                "runs/log-batch",
                Map.of(
                        "run_id",
                        run.mlflowId(),
                        "metrics",
                        IntStream.range(0, 1000)
                                .mapToObj(step -> point("loss", step, step))
                                .toList())));
        var uid = run.uid().toString();

        var chart = metrics.chart(uid, Set.of(), 100);
        var tail = metrics.since(uid, 990, 5);

        assertThat(chart.sequence()).isEqualTo(1000);
        assertThat(chart.series()).singleElement().satisfies(series -> {
            assertThat(series.total()).isEqualTo(1000);
            assertThat(series.points()).hasSizeBetween(40, 100);
        });
        assertThat(tail.arrivals())
                .extracting(arrival -> arrival.point().step())
                .containsExactly(990L, 991L, 992L, 993L, 994L);
        assertThat(metrics.since(uid, tail.sequence(), 100).arrivals()).hasSize(5);
        assertThat(metrics.since(uid, 1000, 100).sequence()).isEqualTo(1000);
        assertThat(metrics.contents(Set.of(uid, run.mlflowId()))
                        .get(run.mlflowId())
                        .metrics())
                .singleElement()
                .satisfies(metric -> assertThat(metric.greatest()).hasValue(999));
        assertThat(metrics.lastReportAt(uid)).hasValueSatisfying(time -> assertThat(time)
                .isBetween(clock.instant().minusSeconds(60), clock.instant()));
        assertThat(metrics.chart(uid, Set.of("other"), 100).series()).isEmpty();
        assertThat(metrics.lastReportAt(UUID.randomUUID().toString())).isEmpty();
    }

    @Test
    void foreignProtocolIsNotInOurDescription() {
        RestAssured.get("/openapi/v3").then().body("paths.keySet()", not(hasItem(containsString("/mlflow/"))));
        RestAssured.get("/openapi/v3").then().body("paths", notNullValue());
    }

    private String child(String parent, String name) {
        return post(
                        "runs/create",
                        Map.of(
                                "experiment_id",
                                "vision",
                                "user_id",
                                "root",
                                "run_name",
                                name,
                                "start_time",
                                1795576180882L,
                                "tags",
                                List.of(text("mlflow.parentRunId", parent))))
                .statusCode(200)
                .body("run.info.status", equalTo("RUNNING"))
                .extract()
                .jsonPath()
                .getString("run.info.run_id");
    }

    private Map<String, String> tags() {
        return metrics.contents(Set.of(run.uid().toString()))
                .get(run.uid().toString())
                .tags();
    }

    private static void ok(ValidatableResponse answer) {
        answer.statusCode(200).body(equalTo("{}"));
    }

    private static void invalid(ValidatableResponse answer, String named) {
        answer.statusCode(400)
                .body("error_code", equalTo("INVALID_PARAMETER_VALUE"))
                .body("message", containsString(named));
    }

    private static Map<String, Object> metric(String id, String key, double value) {
        return Map.of("run_id", id, "key", key, "value", value, "timestamp", 1795576179372L, "step", 1);
    }

    private static Map<String, Object> point(String key, double value, int step) {
        return Map.of("key", key, "value", value, "timestamp", 1795576179372L, "step", step);
    }

    private static Map<String, String> text(String key, String value) {
        return Map.of("key", key, "value", value);
    }

    private ValidatableResponse get(String path, String... query) {
        var request = caller();
        for (int index = 0; index < query.length; index += 2) {
            request.queryParam(query[index], query[index + 1]);
        }
        return request.get(API + path).then();
    }

    private ValidatableResponse post(String path, Map<String, ?> body) {
        return caller().contentType("application/json")
                .body(body)
                .post(API + path)
                .then();
    }

    /** {@code %s} in the body stands for the run's id. */
    private ValidatableResponse post(String path, String body) {
        return caller().contentType("application/json")
                .body(body.replace("%s", run.mlflowId()))
                .post(API + path)
                .then();
    }

    private ValidatableResponse patch(String path, Map<String, ?> body) {
        return caller().contentType("application/json")
                .body(body)
                .patch(API + path)
                .then();
    }

    private RequestSpecification caller() {
        return as(run.identity());
    }

    private RequestSpecification as(RunIdentity identity) {
        return RestAssured.given().header("Authorization", "Bearer " + tokens.mint(identity, clock.instant()));
    }
}

package io.kubesphere.ai.training.rest.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.kubesphere.ai.kernel.auth.RunTokens;
import io.kubesphere.ai.testing.Gate;
import io.kubesphere.ai.testing.GatedPostgres;
import io.kubesphere.ai.testing.Service;
import io.kubesphere.ai.training.RecordedRun;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.kubernetes.client.WithKubernetesTestServer;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithKubernetesTestServer
@WithTestResource(GatedPostgres.class)
class DatabaseAwayTest {
    private static final String API = "/mlflow/api/2.0/mlflow/";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Inject
    RunTokens tokens;

    @Inject
    DataSource source;

    @Inject
    Clock clock;

    @TestHTTPResource("/mlflow")
    URI tracking;

    Gate database;

    private RecordedRun run;

    @BeforeEach
    void record() {
        Service.awaitMigration();
        run = RecordedRun.in(Jdbi.create(source), "vision", "resnet");
    }

    @AfterEach
    void open() {
        database.open();
    }

    @Test
    void clientIsToldToComeBackAndItsReportIsTakenThen() {
        report().then().statusCode(200);

        database.shut();

        report().then()
                .statusCode(503)
                .header("Retry-After", "5")
                .body("error_code", equalTo("TEMPORARILY_UNAVAILABLE"));
        history().then().statusCode(503).body("error_code", equalTo("TEMPORARILY_UNAVAILABLE"));
        database.open();
        await().atMost(PATIENCE).untilAsserted(() -> report().then().statusCode(200));
        history().then().body("metrics.value", contains(1.0f));
    }

    @Test
    @Tag("python")
    void stockClientGoesOnByItsOwnRetriesAndLosesNothing() throws Exception {
        var client = StockClient.ofVersion("3.17.2");
        var pool = Executors.newSingleThreadExecutor();
        try {
            var program = pool.submit(() -> client.run(
                    Path.of("src/test/resources/mlflow/steady.py"),
                    Map.of(
                            "MLFLOW_TRACKING_URI", tracking.toString(),
                            "MLFLOW_EXPERIMENT_NAME", run.namespace(),
                            "MLFLOW_RUN_ID", run.mlflowId(),
                            "MLFLOW_TRACKING_TOKEN", token(),
                            "GIT_PYTHON_REFRESH", "quiet")));
            await().atMost(PATIENCE).until(() -> points() > 20);

            database.shut();
            await().atMost(PATIENCE).untilAsserted(() -> history().then().statusCode(503));
            assertThat(program.isDone()).isFalse();
            database.open();

            var ended = program.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(ended.code()).as(ended.output()).isZero();
            assertThat(points()).isEqualTo(300);
        } finally {
            pool.shutdownNow();
        }
    }

    private int points() {
        return Optional.ofNullable(history().jsonPath().getList("metrics.step"))
                .map(List::size)
                .orElse(0);
    }

    private Response report() {
        return caller().contentType("application/json")
                .body(Map.of("run_id", run.mlflowId(), "key", "loss", "value", 1, "timestamp", 1))
                .post(API + "runs/log-metric");
    }

    private Response history() {
        return caller().queryParam("run_id", run.mlflowId())
                .queryParam("metric_key", "loss")
                .get(API + "metrics/get-history");
    }

    private RequestSpecification caller() {
        return RestAssured.given().header("Authorization", "Bearer " + token());
    }

    private String token() {
        return tokens.mint(run.identity(), clock.instant());
    }
}

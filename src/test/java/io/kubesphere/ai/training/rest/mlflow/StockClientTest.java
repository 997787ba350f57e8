package io.kubesphere.ai.training.rest.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.kernel.auth.RunTokens;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.Service;
import io.kubesphere.ai.training.MetricSummary;
import io.kubesphere.ai.training.RecordedRun;
import io.kubesphere.ai.training.RunMetrics;
import io.kubesphere.ai.training.TrackedRun;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.kubernetes.client.WithKubernetesTestServer;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program with MLflow's own client, given nothing but the variables that a run's pods have. */
@QuarkusTest
@WithKubernetesTestServer
@WithTestResource(PostgresForTests.class)
@Tag("python")
class StockClientTest {
    private static final Logger LOG = Logger.getLogger(StockClientTest.class);
    private static final Path SCRIPT = Path.of("src/test/resources/mlflow/report.py");

    @Inject
    RunTokens tokens;

    @Inject
    DataSource source;

    @Inject
    RunMetrics metrics;

    @Inject
    Clock clock;

    @TestHTTPResource("/mlflow")
    URI tracking;

    @ParameterizedTest
    @ValueSource(strings = {"2.22.5", "3.17.2"})
    void stockClientReportsAndReadsBack(String version) throws Exception {
        var client = StockClient.ofVersion(version);
        Service.awaitMigration();
        var run = RecordedRun.in(Jdbi.create(source), "vision", "resnet");

        var ended = client.run(
                SCRIPT,
                Map.of(
                        "MLFLOW_TRACKING_URI", tracking.toString(),
                        "MLFLOW_EXPERIMENT_NAME", run.namespace(),
                        "MLFLOW_RUN_ID", run.mlflowId(),
                        "MLFLOW_TRACKING_TOKEN", tokens.mint(run.identity(), clock.instant()),
                        "GIT_PYTHON_REFRESH", "quiet"));

        assertThat(ended.code()).as(ended.output()).isZero();
        LOG.infof(
                "stock client says %s",
                ended.output().lines().reduce((before, line) -> line).orElse(""));
        arrived(run.uid().toString());
    }

    private void arrived(String uid) {
        var content = metrics.contents(Set.of(uid)).get(uid);
        assertThat(content.metrics())
                .filteredOn(metric -> metric.key().equals("loss"))
                .singleElement()
                .satisfies(loss -> {
                    assertThat(loss.points()).isEqualTo(10_000);
                    assertThat(loss.step()).isEqualTo(9_999);
                    assertThat(loss.greatest()).hasValue(1.0);
                });
        assertThat(content.metrics())
                .extracting(MetricSummary::key)
                .containsExactlyInAnyOrder("clock", "late", "loss", "lost", "peak", "val/acc top 5", "准确率");
        assertThat(content.parameters()).hasSize(101);
        assertThat(metrics.chart(uid, Set.of("loss"), 1000).series().get(0).points())
                .hasSizeBetween(400, 1000);
        assertThat(metrics.tree(uid)).extracting(TrackedRun::name).containsExactly("resnet", "fold 1", "fold 2");
        assertThat(metrics.lastReportAt(uid)).isPresent();
    }
}

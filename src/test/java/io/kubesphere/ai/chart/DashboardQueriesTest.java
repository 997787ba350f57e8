package io.kubesphere.ai.chart;

import static io.kubesphere.ai.training.Kapi.eventually;
import static io.kubesphere.ai.training.Kapi.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.overview.PrometheusSettings;
import io.kubesphere.ai.overview.engine.JobSamples.Subject;
import io.kubesphere.ai.overview.engine.prometheus.PrometheusUsage;
import io.kubesphere.ai.testing.ClusterForTests;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.PrometheusForTests;
import io.kubesphere.ai.testing.Samples;
import io.kubesphere.ai.testing.Service;
import io.kubesphere.ai.training.Kapi;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that dashboards ask is asked of a real Prometheus. It has what exporters tell of a known cluster, what the running
 * service tells of itself, and what the chart's rules record of both.
 */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(ClusterForTests.class)
class DashboardQueriesTest {
    private static final Path RULES = Path.of("ks-apiservice/files/usage-rules.yaml");
    private static final Pattern RECORD = Pattern.compile("(?m)record: (\\S+)$");
    private static final Map<String, String> SCRAPED = Map.of("job", "ai-platform", "instance", "10.0.0.9:8080");
    private static final Duration MINUTES = Duration.ofMinutes(5);

    /** One job, user, machine and card that belong together. */
    private static final Map<String, String> CHOSEN = Map.of(
            "workspace",
            "research",
            "project",
            "vision",
            "user",
            "ann",
            "job",
            "bert",
            "node",
            "cards",
            "gpu",
            "GPU-a");

    @TempDir
    static Path directory;

    private static PrometheusForTests prometheus;
    private static Set<String> known;

    @BeforeEach
    void prometheusWithAllThereIs() throws IOException {
        if (prometheus != null) {
            return;
        }
        PrometheusForTests.program("prometheus");
        var now = Instant.now();
        var samples = new Samples(now.minusSeconds(1200), now);
        KnownExporters.into(samples);
        Exposition.into(samples, serviceAtWork(), SCRAPED);
        prometheus = PrometheusForTests.recording(directory, samples.openMetrics(), RULES, List.of());
        var records = RECORD.matcher(Files.readString(RULES))
                .results()
                .map(record -> record.group(1))
                .collect(Collectors.toSet());
        known = new HashSet<>(samples.names());
        known.addAll(records);
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(records)
                .allSatisfy(record -> assertThat(prometheus.query(record, Duration.ZERO))
                        .as(record)
                        .isNotEmpty()));
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
            prometheus = null;
        }
    }

    /** Its meters after it has run a reconciler, a query and the census of jobs. */
    private static String serviceAtWork() {
        Service.awaitMigration();
        Kapi.algorithm("measured");
        Kapi.submit("measured", Kapi.running("measured", "{\"rate\":0.5}"))
                .then()
                .statusCode(201);
        eventually(() -> assertThat(given().get("/q/metrics").asString())
                .contains("aip_jobs{", "agroal_acquire_count_total", "http_server_requests_seconds_bucket")
                .containsPattern("reconciliations_success_total\\{controller_name=\"trainingjob\"} [1-9]")
                .containsPattern("jvm_gc_pause_seconds_sum\\{"));
        return given().get("/q/metrics").asString();
    }

    @Test
    void everyQuestionOfEveryDashboardHasAnAnswer() {
        var softly = new SoftAssertions();
        for (var dashboard : Dashboard.all()) {
            var values = everything(dashboard);
            for (var target : dashboard.targets()) {
                softly.assertThat(numbers(target, values))
                        .as(dashboard + ": " + target.panel())
                        .isNotEmpty();
            }
        }
        softly.assertAll();
    }

    @Test
    void oneJobAndOneCardCanBeLookedAtAlone() {
        var softly = new SoftAssertions();
        for (var dashboard : Dashboard.all()) {
            if (Set.of("gpu", "training-job").contains(dashboard.name())) {
                for (var target : dashboard.targets()) {
                    softly.assertThat(numbers(target, CHOSEN))
                            .as(dashboard + ": " + target.panel())
                            .isNotEmpty();
                }
            }
        }
        softly.assertAll();
    }

    @Test
    void figuresAreThoseOfTheKnownCluster() {
        var all = Map.of("workspace", ".*", "project", ".*", "user", ".*", "job", ".*", "node", ".*", "gpu", ".*");

        // Three whole cards at 0.9, and two slices of three sevenths each.
        assertThat(only("gpu", "In use A", all)).isEqualTo((0.9 * 3 + 0.9 * 6 / 7) / 4, within());
        assertThat(only("gpu", "Power A", all)).isEqualTo(4 * 540, within());
        assertThat(only("gpu", "Cards with an XID error A", all)).isEqualTo(1, within());
        // One card and three sevenths of another.
        assertThat(only("training-job", "Cards in use A", CHOSEN)).isEqualTo(0.9 + 0.9 * 3 / 7, within());
        assertThat(only("training-job", "Memory A", CHOSEN)).isEqualTo(8e9, within());
    }

    @Test
    void linkToADashboardIsCountedByWhatItShows() {
        var settings = PrometheusSettings.of(prometheus.url(), Map.of("rules", "recorded"));
        var source = new PrometheusUsage(settings, Clock.systemUTC());
        var lately = Duration.ofHours(1);

        assertThat(source.count(Subject.PODS, "vision", "bert", lately)).isEqualTo(2);
        // A card and a slice of another.
        assertThat(source.count(Subject.CARDS, "vision", "bert", lately)).isEqualTo(2);
        assertThat(source.count(Subject.CARDS, "outside", "bert", lately)).isZero();
        assertThat(source.count(Subject.CARDS, "vision", "\"} or vector(1) #", lately))
                .isZero();
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-6);
    }

    @Test
    void dashboardsNameOnlyWhatExportersAndTheServiceReallyTell() {
        assertThat(Dashboard.all()).allSatisfy(dashboard -> assertThat(known).containsAll(dashboard.metrics()));
    }

    private static double only(String dashboard, String panel, Map<String, String> values) {
        var target = Dashboard.all().stream()
                .filter(each -> each.name().equals(dashboard))
                .flatMap(each -> each.targets().stream())
                .filter(each -> each.panel().equals(panel) && each.isInstant())
                .findFirst()
                .orElseThrow();
        var numbers = numbers(target, values);
        assertThat(numbers).as(panel).hasSize(1);
        return numbers.get(0);
    }

    /** "All" of each variable, as Grafana fills it in; each must have values to choose from. */
    private static Map<String, String> everything(Dashboard dashboard) {
        var values = new HashMap<String, String>();
        for (var variable : dashboard.variables()) {
            var possible = prometheus.labelValues(filled(variable.selector(), values), variable.label());
            assertThat(possible).as(dashboard + ": $" + variable.name()).isNotEmpty();
            values.put(variable.name(), variable.asksForAnything() ? ".*" : "(" + String.join("|", possible) + ")");
        }
        return values;
    }

    private static String filled(String expression, Map<String, String> values) {
        var filled = expression.replace("$__rate_interval", "5m");
        for (var value : values.entrySet()) {
            filled = filled.replace("$" + value.getKey(), value.getValue());
        }
        assertThat(filled).doesNotContain("$");
        return filled;
    }

    /** The last number of each series of an answer. */
    private static List<Double> numbers(Dashboard.Target target, Map<String, String> values) {
        return prometheus
                .query(filled(target.expression(), values), target.isInstant() ? Duration.ZERO : MINUTES)
                .stream()
                .map(series -> series.has("value") ? series.path("value") : last(series.path("values")))
                .map(sample -> sample.path(1).asText())
                .filter(number -> !number.equals("NaN") && !number.endsWith("Inf"))
                .map(Double::valueOf)
                .toList();
    }

    private static JsonNode last(JsonNode samples) {
        return samples.path(samples.size() - 1);
    }
}

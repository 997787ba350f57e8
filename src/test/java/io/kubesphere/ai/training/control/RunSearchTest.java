package io.kubesphere.ai.training.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.MetricSummary;
import io.kubesphere.ai.training.ReportedDataset;
import io.kubesphere.ai.training.ReportedStatus;
import io.kubesphere.ai.training.ReportedText;
import io.kubesphere.ai.training.TrackedRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunSearchTest {
    private static final TrackedRun SMALL = run("1", 100, ReportedStatus.FINISHED, 0.5, "fold 1");
    private static final TrackedRun LARGE = run("2", 200, ReportedStatus.RUNNING, 0.9, "Fold 2");
    private static final TrackedRun BROKEN = run("3", 300, ReportedStatus.FAILED, Double.NaN, "fold 3");
    private static final TrackedRun SILENT = new TrackedRun(
            "4",
            "1",
            Optional.of("1"),
            "vision",
            new TrackedRun.Course("bob", ReportedStatus.RUNNING, 400, OptionalLong.empty(), false),
            TrackedRun.Content.NONE);
    private static final List<TrackedRun> ALL = List.of(SMALL, LARGE, BROKEN, SILENT);

    @Test
    void emptyFilterLetsEverythingThrough() {
        assertThat(found("")).isEqualTo(ALL);
        assertThat(found("  ")).isEqualTo(ALL);
    }

    @Test
    void metricsAreComparedAsNumbersAndWhoHasNoneMeetsNoComparison() {
        assertThat(found("metrics.loss > 0.5")).containsExactly(LARGE);
        assertThat(found("metric.loss>=5e-1")).containsExactly(SMALL, LARGE);
        assertThat(found("metrics.loss != 0.5")).containsExactly(LARGE, BROKEN);
        assertThat(found("metrics.`val/acc top` < +1.5")).containsExactly(SMALL, LARGE, BROKEN);
        assertThat(found("metrics.\"val/acc top\" = -1")).isEmpty();
    }

    @Test
    void textsAreComparedInAllWaysOfMlflow() {
        assertThat(found("params.kind = 'fold 1'")).containsExactly(SMALL);
        assertThat(found("params.kind != \"fold 1\"")).containsExactly(LARGE, BROKEN);
        assertThat(found("param.kind LIKE 'fold _'")).containsExactly(SMALL, BROKEN);
        assertThat(found("parameters.kind ilike 'FOLD%'")).containsExactly(SMALL, LARGE, BROKEN);
        assertThat(found("tags.mlflow.runName IN ('fold 1', 'fold 3')")).containsExactly(SMALL, BROKEN);
        assertThat(found("tags.`mlflow.runName` not in ('fold 1')")).containsExactly(LARGE, BROKEN);
        assertThat(found("tags.mlflow.runName IS NULL")).containsExactly(SILENT);
        assertThat(found("params.kind is  not null")).containsExactly(SMALL, LARGE, BROKEN);
    }

    @Test
    void percentAndDotsOfATextAreNoPatternButWhereTheyShallBe() {
        assertThat(found("params.dots LIKE 'a.b%'")).containsExactly(SMALL, LARGE, BROKEN);
        assertThat(found("params.dots LIKE 'a_b(c)'")).containsExactly(SMALL, LARGE, BROKEN);
        assertThat(found("params.dots = 'a%'")).isEmpty();
        assertThat(found("params.dots LIKE 'axb%'")).isEmpty();
    }

    @Test
    void attributesAndDatasetsAreFieldsToo() {
        assertThat(found("status = 'RUNNING'")).containsExactly(LARGE, SILENT);
        assertThat(found("attributes.start_time >= 200 and attr.end_time < 1000"))
                .containsExactly(LARGE, BROKEN);
        assertThat(found("run.user_id = 'bob'")).containsExactly(SILENT);
        assertThat(found("run_name = 'fold 1'")).containsExactly(SMALL);
        assertThat(found("dataset.name = 'cifar' AND datasets.context = 'training'"))
                .containsExactly(SMALL, LARGE, BROKEN);
    }

    @Test
    void allComparisonsMustBeMetAndAndMayStandInAText() {
        assertThat(found("metrics.loss > 0.1 AND params.both = 'black AND white'"))
                .containsExactly(SMALL, LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bogus",
                "metrics.loss >",
                "metrics.loss > 'text'",
                "params.kind > 'a'",
                "params.kind = 5",
                "params.kind IN 'a'",
                "colours.red = 'a'",
                "attributes.colour = 'red'",
                "datasets.size = 'a'",
                "status = 'RUNNING' OR status = 'FAILED'",
                "status = 'RUNNING' AND",
                "metrics.loss IS NULL",
                "params.kind = 'a' params.kind = 'b'"
            })
    void whatIsNoFilterIsRefused(String filter) {
        assertThatThrownBy(() -> RunFilter.parse(filter))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(Problem.Code.INVALID));
    }

    @Test
    void newestComeFirstUnlessAnotherOrderIsAskedFor() {
        assertThat(ordered()).containsExactly(SILENT, BROKEN, LARGE, SMALL);
        assertThat(ordered("attributes.start_time ASC")).containsExactly(SMALL, LARGE, BROKEN, SILENT);
        assertThat(ordered("start_time")).containsExactly(SMALL, LARGE, BROKEN, SILENT);
    }

    @Test
    void whoLacksTheFieldComesLastInBothDirectionsAndNanBefore() {
        assertThat(ordered("metrics.loss ASC")).containsExactly(SMALL, LARGE, BROKEN, SILENT);
        assertThat(ordered("metrics.`loss` DESC")).containsExactly(LARGE, SMALL, BROKEN, SILENT);
        assertThat(ordered("params.kind desc")).containsExactly(BROKEN, SMALL, LARGE, SILENT);
    }

    @Test
    void laterOrdersDecideBetweenEqualOnes() {
        assertThat(ordered("metrics.`val/acc top` ASC", "metrics.loss ASC"))
                .containsExactly(SMALL, LARGE, BROKEN, SILENT);
        assertThatThrownBy(() -> RunOrder.parse(List.of("metrics.loss SIDEWAYS")))
                .isInstanceOf(Problem.class);
    }

    private static List<TrackedRun> found(String filter) {
        return ALL.stream().filter(RunFilter.parse(filter)).toList();
    }

    private static List<TrackedRun> ordered(String... orders) {
        return ALL.stream().sorted(RunOrder.parse(List.of(orders))).toList();
    }

    private static TrackedRun run(String id, long start, ReportedStatus status, double loss, String kind) {
        var data = new ReportedDataset(
                "cifar", "d1", "local", "/data", "", "", List.of(new ReportedText("mlflow.data.context", "training")));
        var content = new TrackedRun.Content(
                List.of(metric("loss", loss), metric("val/acc top", 1.0)),
                Map.of("kind", kind, "both", "black AND white", "dots", "a.b(c)"),
                Map.of(TrackedRun.NAME_TAG, kind),
                List.of(data),
                List.of());
        var course = new TrackedRun.Course("ada", status, start, OptionalLong.of(start + 100), false);
        return new TrackedRun(id, "1", Optional.empty(), "vision", course, content);
    }

    private static MetricSummary metric(String key, double value) {
        return new MetricSummary(key, value, 1, 1, OptionalDouble.empty(), OptionalDouble.empty(), 1);
    }
}

package io.kubesphere.ai.training.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.Report;
import io.kubesphere.ai.training.ReportedMetric;
import io.kubesphere.ai.training.ReportedText;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same names and limits as those of MLflow's own server, which was asked about each. */
class ReportRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"loss", "val/acc top 5", "a:b", "a-b_c.d", "Genauigkeit ä 准确率", "a/.b", "a..b"})
    void namesOfMlflowAreTaken(String name) {
        var report = new Report(List.of(metric(name)), texts(1, name, "x"), texts(1, name, "x"));

        assertThat(ReportRules.check(report)).isEqualTo(report);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/a", "a//b", "a#b", "", "a/", ".", "..", "a/../b", "a%b", "a\nb"})
    void whatIsNoNameOrWouldBeAnotherPathIsRefused(String name) {
        refused(Report.metric(metric(name)), name);
        refused(Report.parameter(new ReportedText(name, "x")), name);
        refused(Report.tag(new ReportedText(name, "x")), name);
    }

    @Test
    void nameOf250CharactersIsTakenAndOf251Refused() {
        assertThat(ReportRules.check(Report.metric(metric("𝛼".repeat(250)))).metrics())
                .hasSize(1);
        refused(Report.metric(metric("x".repeat(251))), "250");
    }

    @Test
    void longValuesAreCutAtWholeCharactersAsMlflowCutsThem() {
        var checked = ReportRules.check(new Report(
                List.of(),
                List.of(new ReportedText("p", "𝛼".repeat(6001))),
                List.of(new ReportedText("t", "x".repeat(9000)))));

        assertThat(checked.parameters().get(0).value()).isEqualTo("𝛼".repeat(6000));
        assertThat(checked.tags().get(0).value()).hasSize(8000);
    }

    @Test
    void requestTakesAThousandMetricsOrAHundredParametersOrTags() {
        refused(new Report(metrics(1001), List.of(), List.of()), "1000 metrics");
        refused(new Report(List.of(), texts(101, "k", "x"), List.of()), "100 params");
        refused(new Report(List.of(), List.of(), texts(101, "k", "x")), "100 tags");
        refused(new Report(metrics(901), texts(50, "p", "x"), texts(50, "t", "x")), "together");
        assertThat(ReportRules.check(new Report(metrics(900), texts(50, "p", "x"), texts(50, "t", "x")))
                        .metrics())
                .hasSize(900);
    }

    @Test
    void parameterStandsInARequestOnceEvenWithTheSameValue() {
        var twice = List.of(new ReportedText("d", "1"), new ReportedText("d", "1"));

        refused(new Report(List.of(), twice, List.of()), "'d'");
        assertThat(ReportRules.check(new Report(List.of(), List.of(), twice)).tags())
                .hasSize(2);
    }

    @Test
    void timeBefore1970IsRefusedAndAStepBelowZeroIsNot() {
        refused(Report.metric(new ReportedMetric("loss", 1, -1, 0)), "-1");
        assertThat(ReportRules.check(Report.metric(new ReportedMetric("loss", 1, 0, -3)))
                        .metrics())
                .hasSize(1);
    }

    private static void refused(Report report, String named) {
        assertThatThrownBy(() -> ReportRules.check(report))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(Problem.Code.INVALID))
                .hasMessageContaining(named);
    }

    private static ReportedMetric metric(String key) {
        return new ReportedMetric(key, 1.0, 1, 1);
    }

    private static List<ReportedMetric> metrics(int count) {
        return IntStream.range(0, count).mapToObj(index -> metric("m")).toList();
    }

    private static List<ReportedText> texts(int count, String key, String value) {
        return IntStream.range(0, count)
                .mapToObj(index -> new ReportedText(count == 1 ? key : key + index, value))
                .toList();
    }
}

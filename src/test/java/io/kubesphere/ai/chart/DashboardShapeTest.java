package io.kubesphere.ai.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dashboards as Grafana wants them (schema version 39, Grafana 10.3 and later), and as readers do. */
class DashboardShapeTest {
    private static final Set<String> TYPES = Set.of("timeseries", "stat", "table");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)}?");
    /** Ids of Grafana's value formats; a wrong one is silently none. */
    private static final Set<String> UNITS = Set.of(
            "none",
            "short",
            "percentunit",
            "bytes",
            "Bps",
            "s",
            "ms",
            "hertz",
            "celsius",
            "watt",
            "reqps",
            "ops",
            "cps");

    static List<Dashboard> dashboards() {
        return Dashboard.all();
    }

    @Test
    void thereIsOneForCardsJobsModelServicesAndThePlatform() {
        assertThat(dashboards())
                .extracting(Dashboard::name)
                .containsExactly("gpu", "model-service", "platform", "training-job");
        assertThat(dashboards().stream().map(each -> each.json().path("uid").asText()))
                .doesNotHaveDuplicates()
                .allMatch(uid -> uid.matches("ai-platform-[a-z-]{1,28}"));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void schemaIsTheOneItIsWrittenFor(Dashboard dashboard) {
        var json = dashboard.json();

        assertThat(json.path("schemaVersion").asInt()).isEqualTo(39);
        assertThat(json.has("id")).as("an id belongs to one installation").isFalse();
        assertThat(json.has("__inputs")).as("the sidecar fills in no inputs").isFalse();
        assertThat(json.path("title").asText()).startsWith("AI platform / ");
        assertThat(json.path("description").asText()).isNotBlank();
        assertThat(json.at("/templating/list/0/type").asText()).isEqualTo("datasource");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelSaysWhatItShowsInWhichUnit(Dashboard dashboard) {
        assertThat(dashboard.panels()).hasSizeGreaterThan(10).allSatisfy(panel -> {
            var title = panel.path("title").asText();
            assertThat(title).isNotBlank();
            assertThat(panel.path("type").asText()).as(title).isIn(TYPES);
            assertThat(panel.path("description").asText()).as(title).isNotBlank();
            assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                    .as(title)
                    .isIn(UNITS);
            assertThat(panel.at("/datasource/uid").asText()).as(title).isEqualTo("${datasource}");
            assertThat(panel.path("targets")).as(title).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void idsAndRefIdsAreUnique(Dashboard dashboard) {
        assertThat(Dashboard.stream(dashboard.json().path("panels"))
                        .map(panel -> panel.path("id").asInt()))
                .doesNotHaveDuplicates()
                .allMatch(id -> id > 0);
        assertThat(dashboard.panels()).allSatisfy(panel -> assertThat(Dashboard.stream(panel.path("targets"))
                        .map(target -> target.path("refId").asText()))
                .doesNotHaveDuplicates());
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsLieBesideEachOther(Dashboard dashboard) {
        var taken = new HashSet<String>();

        assertThat(dashboard.json().path("panels"))
                .allSatisfy(panel -> cells(panel.path("gridPos")).forEach(cell -> assertThat(taken.add(cell))
                        .as(panel.path("title").asText() + " at " + cell)
                        .isTrue()));
        assertThat(taken).noneMatch(cell -> cell.startsWith("24,"));
    }

    private static List<String> cells(JsonNode place) {
        var cells = new ArrayList<String>();
        for (var x = 0; x < place.path("w").asInt(); x++) {
            for (var y = 0; y < place.path("h").asInt(); y++) {
                cells.add((place.path("x").asInt() + x) + "," + (place.path("y").asInt() + y));
            }
        }
        return cells;
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyVariableIsDefinedBeforeItIsUsedAndUsedAtAll(Dashboard dashboard) {
        var defined = new HashSet<>(Set.of("datasource", "__rate_interval"));
        for (var variable : dashboard.variables()) {
            assertThat(defined).containsAll(names(variable.selector()));
            defined.add(variable.name());
        }
        var used = dashboard.targets().stream()
                .flatMap(target -> names(target.expression()).stream())
                .collect(Collectors.toSet());

        assertThat(defined).containsAll(used);
        assertThat(used)
                .containsAll(dashboard.variables().stream()
                        .map(Dashboard.Variable::name)
                        .toList());
    }

    private static Set<String> names(String expression) {
        return VARIABLE.matcher(expression)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }
}

package io.kubesphere.ai.kernel.kapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListQueryTest {
    private static ListQuery query(String... pairs) {
        var parameters = new HashMap<String, List<String>>();
        for (var i = 0; i < pairs.length; i += 2) {
            parameters.put(pairs[i], List.of(pairs[i + 1]));
        }
        return ListQuery.of(parameters);
    }

    @Test
    void nothingAskedMeansAllNewestFirst() {
        assertThat(ListQuery.of(Map.of())).isEqualTo(ListQuery.ALL);
        assertThat(query("limit", "-1")).isEqualTo(ListQuery.ALL);
    }

    @Test
    void consoleTableQueryIsRead() {
        var query = query("page", "3", "limit", "10", "sortBy", "name", "ascending", "true", "names", "a, b");

        assertThat(query.offset()).isEqualTo(20);
        assertThat(query.limit()).isEqualTo(10);
        assertThat(query.ascending()).isTrue();
        assertThat(query.names()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void hugeLimitIsCapped() {
        assertThat(query("limit", "999999").limit()).isEqualTo(ListQuery.MAX_LIMIT);
    }

    @Test
    void unknownParameterIsLeftToTheResource() {
        assertThat(query("shared", "true")).isEqualTo(ListQuery.ALL);
    }

    @Test
    void everyWrongParameterIsNamedAtOnce() {
        var problem = catchThrowableOfType(
                Problem.class,
                () -> query(
                        "page",
                        "0",
                        "limit",
                        "ten",
                        "ascending",
                        "yes",
                        "labelSelector",
                        "a in b",
                        "fieldSelector",
                        "x"));

        assertThat(problem.code()).isEqualTo(Problem.Code.BAD_REQUEST);
        assertThat(problem.causes())
                .extracting(Problem.Cause::field)
                .containsExactlyInAnyOrder("page", "limit", "ascending", "labelSelector", "fieldSelector");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "team=vision|true",
                "team==vision|true",
                "team = vision|true",
                "team!=vision|false",
                "team!=risk|true",
                "absent!=x|true",
                "absent=x|false",
                "team in (risk, vision)|true",
                "team notin (risk,vision)|false",
                "absent notin (x)|true",
                "team|true",
                "!team|false",
                "! absent|true",
                "empty=|true",
                "empty|true",
                "empty in (,x)|true",
                "ai.kubesphere.io/run=r1,team in (vision),!absent|true",
                "ai.kubesphere.io/run=r1,team in (vision),absent|false",
            })
    void labelSelectorReadsLikeKubernetes(String selector, boolean matches) {
        var labels = Map.of("team", "vision", "empty", "", "ai.kubesphere.io/run", "r1");

        assertThat(LabelSelector.parse("labelSelector", selector).matches(labels))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",",
                "a=b,",
                "=a",
                "a=b=c",
                "a in",
                "a in b",
                "a in (b",
                "-a",
                "a=-b",
                "a b",
                "a>1",
                "é",
                "a in (b) c"
            })
    void brokenLabelSelectorIsRefused(String selector) {
        assertThatThrownBy(() -> LabelSelector.parse("labelSelector", selector))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("labelSelector");
    }

    @Test
    void fieldSelectorReadsLikeKubeSphere() {
        var terms = FieldSelector.parse("fieldSelector", ".status.phase==Running, $.spec.queue!=~GPU,spec.x=")
                .terms();

        assertThat(terms)
                .containsExactly(
                        new FieldSelector.Term("status.phase", true, "Running", false),
                        new FieldSelector.Term("spec.queue", false, "GPU", true),
                        new FieldSelector.Term("spec.x", true, "", false));
        assertThat(terms.get(1).matches("gpu")).isFalse();
        assertThat(terms.get(1).matches("cpu")).isTrue();
    }
}

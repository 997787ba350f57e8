package io.kubesphere.ai.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WantedTracesTest {
    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

    private static TraceQuery query(Map<String, String> parameters) {
        return wanted(parameters).at(NOW, Duration.ofDays(7));
    }

    private static TraceQuery.Wanted wanted(Map<String, String> parameters) {
        var left = new HashMap<>(parameters);
        return new TraceQuery.Wanted(
                Optional.ofNullable(left.get("service")),
                Optional.ofNullable(left.get("operation")),
                Optional.ofNullable(left.get("application")),
                Optional.ofNullable(left.get("run")),
                Optional.ofNullable(left.get("minDuration")),
                Optional.ofNullable(left.get("maxDuration")),
                Optional.ofNullable(left.get("error")),
                Optional.ofNullable(left.get("from")),
                Optional.ofNullable(left.get("to")),
                Optional.ofNullable(left.get("limit")));
    }

    @Test
    void nothingSaidMeansTheLastHour() {
        var query = query(Map.of());

        assertThat(query.from()).isEqualTo(NOW.minus(Duration.ofHours(1)));
        assertThat(query.to()).isEqualTo(NOW);
        assertThat(query.limit()).isEqualTo(20);
        assertThat(query.failed()).isFalse();
    }

    @Test
    void durationsHaveUnits() {
        var query = query(Map.of("minDuration", "250ms", "maxDuration", "2m"));

        assertThat(query.atLeast()).contains(Duration.ofMillis(250));
        assertThat(query.atMost()).contains(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @CsvSource({
        "from, 2026-01-15T12:00:01Z",
        "from, 2016-01-15T12:00:00Z",
        "from, yesterday",
        "to, +999999999-12-31T23:59:59.999999999Z",
        "to, -999999999-01-01T00:00:00Z",
        "to, ''",
        "minDuration, 1",
        "minDuration, -5ms",
        "maxDuration, 99999999999h",
        "error, perhaps",
        "limit, 0",
        "limit, 101",
        "limit, 99999999999999999999",
        "run, a and b",
        "run, 'x\" || true'",
        "application, ../etc",
        "application, '   '",
    })
    void wrongParameterIsNamed(String field, String value) {
        var problem = catchThrowableOfType(Problem.class, () -> query(Map.of(field, value)));

        assertThat(problem.code()).isEqualTo(Problem.Code.BAD_REQUEST);
        assertThat(problem.causes()).extracting(Problem.Cause::field).containsExactly(field);
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        var problem = catchThrowableOfType(
                Problem.class,
                () -> query(Map.of("minDuration", "3s", "maxDuration", "1s", "limit", "x", "service", "a\nb")));

        assertThat(problem.causes())
                .extracting(Problem.Cause::field)
                .containsExactlyInAnyOrder("minDuration", "limit", "service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "g0f067aa0ba902b7", "00f067aa0ba902b70", "../../services", "00f067aa0ba902b7?x=1"})
    void whatIsNoIdIsRefused(String text) {
        var problem = catchThrowableOfType(Problem.class, () -> TraceId.of(text));

        assertThat(problem.causes()).extracting(Problem.Cause::field).containsExactly("trace");
    }
}

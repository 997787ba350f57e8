package io.kubesphere.ai.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryQueryTest {
    private static final Instant NOW = Instant.parse("2026-01-15T12:00:07Z");

    private static HistoryQuery query(String measure, String from, String to, String step) {
        return new HistoryQuery.Wanted(
                        Optional.ofNullable(measure),
                        Optional.ofNullable(from),
                        Optional.ofNullable(to),
                        Optional.ofNullable(step))
                .at(NOW);
    }

    @Test
    void nothingSaidMeansTheLastHoursInWholeSteps() {
        var query = query(null, null, null, null);

        assertThat(query.measure()).isEqualTo(Measure.CPU);
        assertThat(query.step()).isEqualTo(Duration.ofSeconds(90));
        assertThat(query.to()).isEqualTo(Instant.parse("2026-01-15T12:00:00Z"));
        assertThat(query.from()).isEqualTo(Instant.parse("2026-01-15T06:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "from, cpu, 2026-01-16T00:00:00Z, 2026-01-15T00:00:00Z, 60s",
        "from, cpu, 2026-01-15T00:00:00Z, 2026-01-15T00:00:00Z, 60s",
        "from, cpu, 2016-01-15T00:00:00Z, 2026-01-15T00:00:00Z, 3600s",
        "from, cpu, soon, 2026-01-15T00:00:00Z, 60s",
        "to, cpu, 2026-01-15T00:00:00Z, 99999-01-01, 60s",
        "step, cpu, 2026-01-14T00:00:00Z, 2026-01-15T00:00:00Z, 1s",
        "step, cpu, 2026-01-01T00:00:00Z, 2026-01-15T00:00:00Z, 15s",
        "step, cpu, 2026-01-14T00:00:00Z, 2026-01-15T00:00:00Z, 99999999999s",
        "step, cpu, 2026-01-14T00:00:00Z, 2026-01-15T00:00:00Z, -60s",
        "measure, 'cpu\"}', 2026-01-14T00:00:00Z, 2026-01-15T00:00:00Z, 60s"
    })
    void wrongParameterIsNamed(String field, String measure, String from, String to, String step) {
        var problem = catchThrowableOfType(Problem.class, () -> query(measure, from, to, step));

        assertThat(problem.code()).isEqualTo(Problem.Code.BAD_REQUEST);
        assertThat(problem.causes()).extracting(Problem.Cause::field).containsExactly(field);
    }
}

package io.kubesphere.ai.observability.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTimeTest {
    private static long parse(String text) {
        var bytes = ("##" + text).getBytes(StandardCharsets.UTF_8);
        return LogTime.parse(bytes, 2, bytes.length);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-08-11T10:15:30.000000001Z, 2026-08-11T10:15:30.000000001Z",
        "2024-02-29T23:59:59.999999999Z, 2024-02-29T23:59:59.999999999Z",
        "1970-01-01T00:00:00.000000000Z, 1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999999Z",
        "2026-08-11T10:15:30Z, 2026-08-11T10:15:30Z",
        "2026-08-11T10:15:30.5Z, 2026-08-11T10:15:30.5Z",
        "2026-08-11T18:15:30.000000001+08:00, 2026-08-11T10:15:30.000000001Z",
        "2026-08-11T04:45:30.123456789-05:30, 2026-08-11T10:15:30.123456789Z"
    })
    void everyFormThatNodesWriteIsRead(String text, String time) {
        assertThat(LogTime.instant(parse(text))).isEqualTo(Instant.parse(time));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "failed",
                "unable to retrieve container logs",
                "2026-08-11",
                "2026-13-11T10:15:30.000000001Z",
                "2026-08-11T10:15:30.000000001",
                "2026-08-11 10:15:30.000000001Z",
                "2026-08-00T10:15:30.000000001Z"
            })
    void whatIsNoTimeIsNone(String text) {
        assertThat(parse(text)).isEqualTo(LogTime.NONE);
    }

    @Test
    void everyTimeIsWrittenAsItIsRead() {
        var random = new Random(7);
        var bytes = new byte[LogTime.LENGTH];
        for (var i = 0; i < 10_000; i++) {
            var nanos = random.nextLong() / 2;

            LogTime.write(nanos, bytes, 0);

            assertThat(LogTime.parse(bytes, 0, bytes.length)).isEqualTo(nanos);
            assertThat(Instant.parse(new String(bytes, StandardCharsets.US_ASCII)))
                    .isEqualTo(LogTime.instant(nanos));
        }
    }

    @Test
    void timesOfABrokenClockAreTheFirstAndTheLastThatFit() {
        assertThat(parse("0001-01-01T00:00:00.000000000Z")).isEqualTo(Long.MIN_VALUE + 1);
        assertThat(parse("9999-12-31T00:00:00.000000000Z")).isEqualTo(Long.MAX_VALUE);
    }
}

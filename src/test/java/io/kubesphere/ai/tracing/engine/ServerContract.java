package io.kubesphere.ai.tracing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.tracing.SpanKind;
import io.kubesphere.ai.tracing.TraceId;
import io.kubesphere.ai.tracing.TraceQuery;
import io.kubesphere.ai.tracing.TracingSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every adapter makes of the same trace in its server's words, which are written after the servers' documentation. */
public abstract class ServerContract {
    protected static final TraceId ID = TraceId.of("4bf92f3577b34da6a3ce929d0e0e4736");
    protected static final Instant TO = Instant.parse("2026-01-15T12:00:00Z");

    protected final RecordedServer recorded = RecordedServer.start();

    protected abstract TracingServer server(TracingConfig config, Clock clock);

    protected abstract String kind();

    /** Where it answers a trace, and with what. */
    protected abstract void recordTrace();

    protected TracingServer server(Map<String, String> others) {
        return server(TracingSettings.of(kind(), recorded.url(), others), Clock.systemUTC());
    }

    protected static String resource(String name) {
        try (var in = ServerContract.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    protected static TraceQuery query(Optional<String> service, Optional<String> operation) {
        return new TraceQuery(
                service,
                operation,
                Optional.empty(),
                Optional.of("gateway-1"),
                Optional.of(Duration.ofMillis(5)),
                Optional.of(Duration.ofSeconds(2)),
                true,
                TO.minus(Duration.ofHours(1)),
                TO,
                20);
    }

    @AfterEach
    void close() {
        recorded.close();
    }

    @Test
    void traceIsReadWithItsTreeItsTimesAndWhatFailed() {
        recordTrace();

        var spans = server(Map.of()).trace(ID);

        assertThat(spans).extracting(Span::operation).containsExactly("POST /buy", "score");
        assertThat(spans).extracting(Span::service).containsOnly("gateway");
        assertThat(spans).extracting(Span::kind).containsExactly(SpanKind.SERVER, SpanKind.CLIENT);
        assertThat(spans).extracting(Span::durationMicros).containsExactly(9000L, 5000L);
        assertThat(spans).extracting(Span::startMicros).containsExactly(1768477800000000L, 1768477800001000L);
        assertThat(spans).extracting(Span::failed).containsExactly(false, true);
        assertThat(spans.get(0).link().traceId()).isEqualTo(ID.value());
        assertThat(spans.get(0).link().parentId()).isEmpty();
        assertThat(spans.get(1).link().parentId()).contains("00f067aa0ba902b7");
        assertThat(spans.get(1).remoteService()).contains("scorer");
        assertThat(spans.get(0).attributes()).containsEntry("http.status_code", "200");
    }

    @Test
    void projectIsThatOfTheProcessAndNotWhatTheSpanClaims() {
        recordTrace();

        assertThat(server(Map.of()).trace(ID))
                .extracting(span -> span.origin().project())
                .containsOnly(Optional.of("shop"));
    }

    @Test
    void unknownTraceHasNoSpans() {
        recorded.answering("/api/traces/" + ID.value(), 404, "{\"data\":null,\"errors\":[{\"code\":404}]}");

        assertThat(server(Map.of()).trace(ID)).isEqualTo(List.of());
    }

    @Test
    void serverThatFailsIsCalledByItsName() {
        recorded.answering("/api/traces/" + ID.value(), 500, "oops");

        var problem = catchThrowableOfType(Problem.class, () -> server(Map.of()).trace(ID));

        assertThat(problem.code()).isEqualTo(Problem.Code.UNAVAILABLE);
        assertThat(problem.getMessage()).containsIgnoringCase(kind());
    }
}

package io.kubesphere.ai.tracing.engine.tempo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.tracing.engine.ServerContract;
import io.kubesphere.ai.tracing.engine.Span;
import io.kubesphere.ai.tracing.engine.TraceSearch;
import io.kubesphere.ai.tracing.engine.TracingConfig;
import io.kubesphere.ai.tracing.engine.TracingServer;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TempoServerTest extends ServerContract {
    @Override
    protected TracingServer server(TracingConfig config, Clock clock) {
        return new TempoServer(config, clock);
    }

    @Override
    protected String kind() {
        return "tempo";
    }

    @Override
    protected void recordTrace() {
        recorded.answering("/api/traces/" + ID.value(), 200, resource("tempo-trace.json"));
    }

    @Test
    void searchIsTraceQlAndEachTraceThatItFindsIsReadWhole() {
        recordTrace();
        recorded.answering(
                "/api/search",
                200,
                """
                {"traces":[{"traceID":"%s","rootServiceName":"other-tenants","rootTraceName":"secret",
                  "startTimeUnixNano":"1768477800000000000","durationMs":9,
                  "spanSets":[{"spans":[{"spanID":"00f067aa0ba902b8","durationNanos":"5000000"}],"matched":1}]},
                 {"traceID":"abc","rootServiceName":"gone"}],"metrics":{"inspectedTraces":2}}"""
                        .formatted(ID.value()));

        var found = server(Map.of())
                .search(new TraceSearch(Optional.of("shop"), query(Optional.of("gateway"), Optional.empty())));

        assertThat(found.traces()).hasSize(1);
        assertThat(found.traces().get(0)).extracting(Span::service).containsOnly("gateway");
        assertThat(recorded.asked().get(0).parameters())
                .containsEntry(
                        "q",
                        "{ resource.k8s.namespace.name = \"shop\" && resource.aip.run = \"gateway-1\""
                                + " && resource.service.name = \"gateway\" && duration >= 5000us && duration <= 2000000us"
                                + " && status = error }")
                .containsEntry("start", "1768474800")
                .containsEntry("end", "1768478401")
                .containsEntry("limit", "20");
        // It leaves leading zeros out, and a trace may be gone by then.
        assertThat(recorded.asked().get(2).path()).isEqualTo("/api/traces/" + "0".repeat(13) + "abc");
    }

    @Test
    void whatUsersWriteStaysBetweenTheQuotes() {
        var hostile = "x\" || true } || { resource.k8s.namespace.name = \"bank\\";

        var question = TraceQl.of(
                new TraceSearch(Optional.of("shop"), query(Optional.of(hostile), Optional.of("a\"b"))),
                "k8s.namespace.name");

        assertThat(question)
                .contains("resource.service.name = \"x\\\" || true } || { resource.k8s.namespace.name = \\\"bank\\\\\"")
                .contains("name = \"a\\\"b\"");
    }
}

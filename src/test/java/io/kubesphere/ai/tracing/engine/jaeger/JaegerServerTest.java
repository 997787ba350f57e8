package io.kubesphere.ai.tracing.engine.jaeger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.tracing.engine.RecordedServer.Asked;
import io.kubesphere.ai.tracing.engine.ServerContract;
import io.kubesphere.ai.tracing.engine.TraceSearch;
import io.kubesphere.ai.tracing.engine.TracingConfig;
import io.kubesphere.ai.tracing.engine.TracingServer;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JaegerServerTest extends ServerContract {
    @Override
    protected TracingServer server(TracingConfig config, Clock clock) {
        return new JaegerServer(config, clock);
    }

    @Override
    protected String kind() {
        return "jaeger";
    }

    @Override
    protected void recordTrace() {
        recorded.answering("/api/traces/" + ID.value(), 200, resource("jaeger-traces.json"));
    }

    @Test
    void searchAsksForOneServiceWithTagsOfTheProcess() throws JsonProcessingException {
        recorded.answering("/api/traces", 200, resource("jaeger-traces.json"));

        var found = server(Map.of())
                .search(new TraceSearch(Optional.of("shop"), query(Optional.of("a&b=\"c"), Optional.of("POST /buy"))));

        assertThat(found.traces()).hasSize(1);
        assertThat(found.partly()).isFalse();
        assertThat(recorded.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.parameters())
                    .containsEntry("service", "a&b=\"c")
                    .containsEntry("operation", "POST /buy")
                    .containsEntry("start", "1768474800000000")
                    .containsEntry("end", "1768478400000000")
                    .containsEntry("minDuration", "5000us")
                    .containsEntry("maxDuration", "2000000us")
                    .containsEntry("limit", "20");
        });
        assertThat(new ObjectMapper()
                        .readTree(recorded.asked().get(0).parameters().get("tags")))
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"k8s.namespace.name\":\"shop\",\"aip.run\":\"gateway-1\",\"error\":\"true\"}"));
    }

    @Test
    void withoutAServiceAllThatItKnowsAreAskedForWithinABound() {
        recorded.answering(
                "/api/services",
                200,
                "{\"data\":[\"c\",\"b\",\"jaeger-all-in-one\",\"a\"],\"total\":4,\"errors\":null}");
        recorded.answering("/api/traces", 200, resource("jaeger-traces.json"));

        var found = server(Map.of("searches", "2"))
                .search(new TraceSearch(Optional.of("shop"), query(Optional.empty(), Optional.empty())));

        assertThat(found.partly()).isTrue();
        assertThat(found.traces()).hasSize(1);
        assertThat(recorded.asked())
                .filteredOn(asked -> asked.path().equals("/api/traces"))
                .extracting(Asked::parameters)
                .extracting(parameters -> parameters.get("service"))
                .containsExactly("a", "b");
    }

    @Test
    void jaegerThatKnowsNothingYetHasNothing() {
        recorded.answering("/api/services", 200, "{\"data\":null,\"total\":0,\"errors\":null}");

        var found =
                server(Map.of()).search(new TraceSearch(Optional.empty(), query(Optional.empty(), Optional.empty())));

        assertThat(found.traces()).isEmpty();
    }
}

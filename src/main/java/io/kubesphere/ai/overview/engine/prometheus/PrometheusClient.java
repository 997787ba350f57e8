package io.kubesphere.ai.overview.engine.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.outbound.Backend;
import io.kubesphere.ai.kernel.outbound.Question;
import io.kubesphere.ai.kernel.outbound.Reply;
import io.kubesphere.ai.overview.HistoryQuery;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks Prometheus' HTTP API. */
final class PrometheusClient {
    private final Backend backend;
    private final String timeout;

    PrometheusClient(PrometheusConfig config, URI url, Clock clock) {
        this.backend = new Backend("Prometheus", config, url, clock);
        this.timeout = config.timeout().toMillis() + "ms";
    }

    /** An expression that Prometheus did not want: it is up, and others may do better. */
    static boolean isRefusal(Problem problem) {
        return problem.code() == Problem.Code.BAD_REQUEST;
    }

    List<Series> query(String expression, Instant time) {
        var form = new LinkedHashMap<String, String>();
        form.put("query", expression);
        form.put("time", time.toString());
        return Series.of(ask("/api/v1/query", form));
    }

    List<Series> range(String expression, HistoryQuery query) {
        var form = new LinkedHashMap<String, String>();
        form.put("query", expression);
        form.put("start", query.from().toString());
        form.put("end", query.to().toString());
        form.put("step", Long.toString(query.step().toSeconds()));
        return Series.of(ask("/api/v1/query_range", form));
    }

    private JsonNode ask(String path, Map<String, String> form) {
        form.put("timeout", timeout);
        return read(backend.ask(Question.form(path, form)));
    }

    private static JsonNode read(Reply reply) {
        if (!reply.body().path("status").asText().equals("success")) {
            throw Problem.of(
                    Problem.Code.BAD_REQUEST,
                    "Prometheus refused a question (%d): %s",
                    reply.status(),
                    reply.body().path("error").asText());
        }
        return reply.body().path("data");
    }
}

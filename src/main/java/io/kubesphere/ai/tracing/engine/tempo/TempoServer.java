package io.kubesphere.ai.tracing.engine.tempo;

import io.kubesphere.ai.kernel.outbound.Backend;
import io.kubesphere.ai.kernel.outbound.Question;
import io.kubesphere.ai.tracing.TraceId;
import io.kubesphere.ai.tracing.engine.Span;
import io.kubesphere.ai.tracing.engine.TraceSearch;
import io.kubesphere.ai.tracing.engine.TracingConfig;
import io.kubesphere.ai.tracing.engine.TracingServer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks Tempo. What its search tells of a trace is of all tenants together, so each trace that is found is then read whole, which is one
 * question more for each.
 */
public final class TempoServer implements TracingServer {
    private final Backend backend;
    private final OtlpSpans spans;
    private final String projectAttribute;

    /** @param config with a URL */
    public TempoServer(TracingConfig config, Clock clock) {
        this.backend = new Backend("Tempo", config, config.url().orElseThrow(), clock);
        this.projectAttribute = config.projectAttribute();
        this.spans = new OtlpSpans(projectAttribute);
    }

    @Override
    public String name() {
        return "tempo";
    }

    @Override
    public Found search(TraceSearch search) {
        var answer = backend.answer(Question.get("/api/search", parameters(search)));
        var traces = new ArrayList<List<Span>>();
        answer.path("traces").forEach(trace -> {
            var whole = trace(TraceId.padded(trace.path("traceID").asText()));
            if (!whole.isEmpty()) {
                traces.add(whole);
            }
        });
        return Found.of(traces, search.query().limit());
    }

    private Map<String, String> parameters(TraceSearch search) {
        var query = search.query();
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("q", TraceQl.of(search, projectAttribute));
        parameters.put("start", Long.toString(query.from().getEpochSecond()));
        parameters.put("end", Long.toString(query.to().getEpochSecond() + 1));
        parameters.put("limit", Integer.toString(query.limit()));
        parameters.put("spss", "1");
        return parameters;
    }

    @Override
    public List<Span> trace(TraceId id) {
        return backend.find(Question.get("/api/traces/" + id.value(), Map.of()))
                .map(spans::of)
                .orElse(List.of());
    }
}

package io.kubesphere.ai.tracing.engine.zipkin;

import io.kubesphere.ai.kernel.outbound.Backend;
import io.kubesphere.ai.kernel.outbound.Question;
import io.kubesphere.ai.tracing.TraceId;
import io.kubesphere.ai.tracing.engine.Span;
import io.kubesphere.ai.tracing.engine.TraceSearch;
import io.kubesphere.ai.tracing.engine.TracingConfig;
import io.kubesphere.ai.tracing.engine.TracingServer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks Zipkin's v2 API. It matches conditions over a whole trace and not on one span, and keeps names in lower case; both only make
 * it answer more than was wanted.
 */
public final class ZipkinServer implements TracingServer {
    private final Backend backend;
    private final ZipkinSpans spans;
    private final String projectAttribute;

    /** @param config with a URL */
    public ZipkinServer(TracingConfig config, Clock clock) {
        this.backend = new Backend("Zipkin", config, config.url().orElseThrow(), clock);
        this.projectAttribute = config.projectAttribute();
        this.spans = new ZipkinSpans(projectAttribute);
    }

    @Override
    public String name() {
        return "zipkin";
    }

    @Override
    public Found search(TraceSearch search) {
        var answer = backend.answer(Question.get("/api/v2/traces", parameters(search)));
        var traces = new ArrayList<List<Span>>();
        answer.forEach(trace -> traces.add(spans.of(trace)));
        return Found.of(traces, search.query().limit());
    }

    private Map<String, String> parameters(TraceSearch search) {
        var query = search.query();
        var parameters = new LinkedHashMap<String, String>();
        query.service().ifPresent(name -> parameters.put("serviceName", name));
        query.operation().ifPresent(name -> parameters.put("spanName", name));
        query.atLeast().ifPresent(time -> parameters.put("minDuration", Long.toString(micros(time))));
        // Zipkin refuses a maximum alone.
        query.atMost().ifPresent(time -> {
            parameters.putIfAbsent("minDuration", "1");
            parameters.put("maxDuration", Long.toString(micros(time)));
        });
        var conditions = conditions(search);
        if (!conditions.isEmpty()) {
            parameters.put("annotationQuery", conditions);
        }
        parameters.put("endTs", Long.toString(query.to().toEpochMilli()));
        parameters.put(
                "lookback",
                Long.toString(Duration.between(query.from(), query.to()).toMillis()));
        parameters.put("limit", Integer.toString(query.limit()));
        return parameters;
    }

    /** Its own small language: no value of ours has a space. */
    private String conditions(TraceSearch search) {
        var wanted = search.origin(projectAttribute).entrySet().stream()
                .map(attribute -> attribute.getKey() + "=" + attribute.getValue())
                .collect(Collectors.toCollection(ArrayList::new));
        if (search.query().failed()) {
            wanted.add("error");
        }
        return String.join(" and ", wanted);
    }

    private static long micros(Duration time) {
        return Math.max(1, time.toNanos() / 1000);
    }

    @Override
    public List<Span> trace(TraceId id) {
        return backend.find(Question.get("/api/v2/trace/" + id.value(), Map.of()))
                .map(spans::of)
                .orElse(List.of());
    }
}

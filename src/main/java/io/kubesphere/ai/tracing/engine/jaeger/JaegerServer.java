package io.kubesphere.ai.tracing.engine.jaeger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kubesphere.ai.kernel.outbound.Backend;
import io.kubesphere.ai.kernel.outbound.Question;
import io.kubesphere.ai.tracing.TraceId;
import io.kubesphere.ai.tracing.engine.Span;
import io.kubesphere.ai.tracing.engine.TraceSearch;
import io.kubesphere.ai.tracing.engine.TracingConfig;
import io.kubesphere.ai.tracing.engine.TracingServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Asks Jaeger's query service. It finds nothing without a service's name, so without one all that it knows are asked for in turn. */
public final class JaegerServer implements TracingServer {
    /** Its own service, in every Jaeger that traces itself. */
    private static final List<String> ITSELF = List.of("jaeger-query", "jaeger-all-in-one", "jaeger");

    private final Backend backend;
    private final JaegerSpans spans;
    private final String projectAttribute;
    private final int most;

    /** @param config with a URL */
    public JaegerServer(TracingConfig config, Clock clock) {
        this.backend = new Backend("Jaeger", config, config.url().orElseThrow(), clock);
        this.projectAttribute = config.projectAttribute();
        this.spans = new JaegerSpans(projectAttribute);
        this.most = config.searches();
    }

    @Override
    public String name() {
        return "jaeger";
    }

    @Override
    public Found search(TraceSearch search) {
        var services = search.query().service().map(List::of).orElseGet(this::services);
        var found = new LinkedHashMap<String, List<Span>>();
        var since = Optional.<Instant>empty();
        for (var service : services.subList(0, Math.min(most, services.size()))) {
            var answer = new ArrayList<List<Span>>();
            ask("/api/traces", parameters(search, service)).forEach(trace -> answer.add(spans.of(trace)));
            since = Stream.concat(
                            since.stream(), Found.of(answer, search.query().limit()).completeSince().stream())
                    .max(Comparator.naturalOrder());
            answer.stream()
                    .filter(trace -> !trace.isEmpty())
                    .forEach(trace -> found.putIfAbsent(trace.get(0).link().traceId(), trace));
        }
        return new Found(List.copyOf(found.values()), services.size() > most, since);
    }

    private List<String> services() {
        var names = new TreeSet<String>();
        ask("/api/services", Map.of()).forEach(name -> names.add(name.asText()));
        ITSELF.forEach(names::remove);
        return new ArrayList<>(names);
    }

    private Map<String, String> parameters(TraceSearch search, String service) {
        var query = search.query();
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("service", service);
        query.operation().ifPresent(name -> parameters.put("operation", name));
        parameters.put("start", Long.toString(micros(query.from())));
        parameters.put("end", Long.toString(micros(query.to())));
        query.atLeast().ifPresent(time -> parameters.put("minDuration", micros(time)));
        query.atMost().ifPresent(time -> parameters.put("maxDuration", micros(time)));
        tags(search).ifPresent(tags -> parameters.put("tags", tags));
        parameters.put("limit", Integer.toString(query.limit()));
        return parameters;
    }

    private Optional<String> tags(TraceSearch search) {
        var tags = JsonNodeFactory.instance.objectNode();
        search.origin(projectAttribute).forEach(tags::put);
        if (search.query().failed()) {
            tags.put("error", "true");
        }
        return tags.isEmpty() ? Optional.empty() : Optional.of(tags.toString());
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static String micros(Duration time) {
        return time.toNanos() / 1000 + "us";
    }

    @Override
    public List<Span> trace(TraceId id) {
        for (var trace : ask("/api/traces/" + id.value(), Map.of())) {
            return spans.of(trace);
        }
        return List.of();
    }

    /** What it has; nothing for a trace that it does not know, which some versions say by a 404. */
    private JsonNode ask(String path, Map<String, String> parameters) {
        var reply = backend.ask(Question.get(path, parameters));
        if (reply.status() == 404 && reply.body().has("errors")) {
            return JsonNodeFactory.instance.arrayNode();
        }
        if (reply.status() != 200) {
            throw backend.unavailable("answered " + reply.status());
        }
        return reply.body().path("data");
    }
}

package io.kubesphere.ai.tracing.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.tenancy.Place;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import io.kubesphere.ai.tracing.Notice;
import io.kubesphere.ai.tracing.ServiceGraph;
import io.kubesphere.ai.tracing.Trace;
import io.kubesphere.ai.tracing.TraceId;
import io.kubesphere.ai.tracing.TraceList;
import io.kubesphere.ai.tracing.TraceQuery;
import io.kubesphere.ai.tracing.TraceSummary;
import io.kubesphere.ai.tracing.Traces;
import io.kubesphere.ai.tracing.engine.TracingConfig;
import io.kubesphere.ai.tracing.engine.TracingServer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks the server and shows of its answer what the place may see. */
@ApplicationScoped
class TraceDesk implements Traces {
    /** Of a project in the graph of a workspace. */
    private static final int FEWEST = 10;

    private static final String NO_SERVER =
            "no server keeps spans here; the platform admin can name a Jaeger, Tempo or Zipkin (tracing.server.url)";

    private final TracingServers servers;
    private final Workspaces workspaces;
    private final TracingConfig config;
    private final Clock clock;

    TraceDesk(TracingServers servers, Workspaces workspaces, TracingConfig config, Clock clock) {
        this.servers = servers;
        this.workspaces = workspaces;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public TraceList list(Place place, TraceQuery.Wanted wanted) {
        var query = query(wanted);
        if (servers.server().isEmpty()) {
            return new TraceList(Optional.empty(), query.from(), query.to(), List.of(), false, List.of(noServer()));
        }
        var findings = findings(place, query);
        var sight = sight(place);
        var match = new SpanMatch(query);
        var items = new ArrayList<TraceSummary>();
        for (var trace : findings.traces()) {
            var seen = new Waterfall(trace, sight, config.rows());
            if (seen.spans().stream().anyMatch(match::has)) {
                items.add(Summaries.of(new TraceId(trace.get(0).link().traceId()), seen));
            }
        }
        items.sort(Comparator.comparing(TraceSummary::start).reversed());
        var kept = items.stream().limit(query.limit()).toList();
        return new TraceList(
                servers.server().map(TracingServer::name),
                query.from(),
                query.to(),
                kept,
                findings.completeSince().isPresent() || kept.size() < items.size(),
                findings.notices());
    }

    private static Notice noServer() {
        return new Notice("NoTracingServer", Character.toUpperCase(NO_SERVER.charAt(0)) + NO_SERVER.substring(1));
    }

    private TraceQuery query(TraceQuery.Wanted wanted) {
        return wanted.at(clock.instant(), config.longestRange());
    }

    private TracingServer server() {
        return servers.server().orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND, NO_SERVER));
    }

    private Optional<Set<String>> projects(Place place) {
        return place.project().map(Set::of).or(() -> place.workspace().map(workspaces::projectsOf));
    }

    private Sight sight(Place place) {
        return new Sight(projects(place));
    }

    private Findings findings(Place place, TraceQuery query) {
        return new SpanSearch(server(), config.searches()).find(projects(place), query);
    }

    @Override
    public Trace trace(Place place, TraceId id) {
        var spans = server().trace(id);
        return new Waterfall(spans, sight(place), config.rows())
                .trace(id)
                .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND, "no trace %s here", id.value()));
    }

    @Override
    public ServiceGraph graph(Place place, TraceQuery.Wanted wanted) {
        var query = query(wanted).most(share(projects(place).map(Set::size).orElse(1)));
        if (servers.server().isEmpty()) {
            return new ServiceGraph(
                    Optional.empty(),
                    query.from(),
                    query.to(),
                    query.from(),
                    0,
                    List.of(),
                    List.of(),
                    List.of(noServer()));
        }
        return counted(place, query);
    }

    /** Traces of one project, so that those of all together stay within the bound. */
    private int share(int projects) {
        return Math.max(Math.min(FEWEST, config.graphTraces()), config.graphTraces() / Math.max(1, projects));
    }

    private ServiceGraph counted(Place place, TraceQuery query) {
        var findings = findings(place, query);
        var sight = sight(place);
        var match = new SpanMatch(query);
        var calls = new Calls();
        var counted = 0;
        for (var trace : findings.traces()) {
            var seen = new Waterfall(trace, sight, config.rows());
            if (seen.spans().stream().anyMatch(match::has)) {
                calls.add(seen.spans());
                counted++;
            }
        }
        var since =
                findings.completeSince().map(time -> later(query.from(), time)).orElse(query.from());
        var seconds = Math.max(1, Duration.between(since, query.to()).toMillis() / 1000.0);
        return new ServiceGraph(
                servers.server().map(TracingServer::name),
                query.from(),
                query.to(),
                since,
                counted,
                calls.nodes(seconds),
                calls.edges(seconds),
                findings.notices());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

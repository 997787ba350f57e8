package io.kubesphere.ai.tracing.control;

import io.kubesphere.ai.tracing.Notice;
import io.kubesphere.ai.tracing.TraceQuery;
import io.kubesphere.ai.tracing.engine.Span;
import io.kubesphere.ai.tracing.engine.TraceSearch;
import io.kubesphere.ai.tracing.engine.TracingServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Asks for each project alone, since servers cannot be asked for one of several; a trace that crosses projects comes once. */
final class SpanSearch {
    private final TracingServer server;
    private final int most;

    /** @param most questions */
    SpanSearch(TracingServer server, int most) {
        this.server = server;
        this.most = most;
    }

    /** @param projects absent means all, in one question */
    Findings find(Optional<Set<String>> projects, TraceQuery query) {
        var wanted = projects.map(
                        names -> names.stream().sorted().map(Optional::of).toList())
                .orElse(List.of(Optional.empty()));
        var found = new LinkedHashMap<String, List<Span>>();
        var since = Optional.<Instant>empty();
        var isPartial = wanted.size() > most;
        for (var project : wanted.subList(0, Math.min(most, wanted.size()))) {
            var answer = server.search(new TraceSearch(project, query));
            since = Stream.concat(since.stream(), answer.completeSince().stream())
                    .max(Comparator.naturalOrder());
            isPartial |= answer.partly();
            answer.traces().stream()
                    .filter(trace -> !trace.isEmpty())
                    .forEach(trace -> found.putIfAbsent(trace.get(0).link().traceId(), trace));
        }
        return new Findings(List.copyOf(found.values()), since, notices(isPartial));
    }

    private static List<Notice> notices(boolean isPartial) {
        var notices = new ArrayList<Notice>();
        if (isPartial) {
            notices.add(new Notice(
                    "SearchedInPart",
                    "There is more to look through than one question allows; choose a project or a service"));
        }
        return notices;
    }
}

package io.kubesphere.ai.tracing.control;

import io.kubesphere.ai.tracing.ServiceGraph.Edge;
import io.kubesphere.ai.tracing.ServiceGraph.Node;
import io.kubesphere.ai.tracing.ServiceGraph.Traffic;
import io.kubesphere.ai.tracing.engine.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts who calls whom. A request reaches a service where a span's parent is another service's, or nobody's that is seen. */
final class Calls {
    private static final int MOST = 500;

    private record Way(String from, String to) {}

    private static final class Requests {
        private final List<Long> durations = new ArrayList<>();
        private long failed;

        void add(Span span) {
            durations.add(span.durationMicros());
            failed += span.failed() ? 1 : 0;
        }

        Traffic over(double seconds) {
            var sorted = durations.stream().mapToLong(Long::longValue).toArray();
            Arrays.sort(sorted);
            return new Traffic(
                    sorted.length,
                    failed,
                    sorted.length / seconds,
                    quantile(sorted, 0.50),
                    quantile(sorted, 0.95),
                    quantile(sorted, 0.99));
        }

        /** The smallest that so large a part does not exceed. */
        private static long quantile(long[] sorted, double part) {
            return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(part * sorted.length) - 1];
        }
    }

    private final Map<String, Requests> services = new HashMap<>();
    private final Map<Way, Requests> ways = new HashMap<>();
    private final Set<String> reporting = new HashSet<>();

    /** Takes in what is seen of one trace. */
    void add(List<Span> spans) {
        var tree = SpanTree.of(spans);
        var hasChild = new boolean[tree.size()];
        for (var place = tree.size() - 1; place >= 0; place--) {
            var span = tree.span(place);
            reporting.add(span.service());
            var caller = tree.hasParent(place) ? tree.span(tree.parent(place)).service() : "";
            if (tree.hasParent(place)) {
                hasChild[tree.parent(place)] = true;
            }
            if (!caller.equals(span.service())) {
                count(caller, span.service(), span);
            }
            if (!hasChild[place] && span.kind().isOutgoing()) {
                span.remoteService().ifPresent(remote -> count(span.service(), remote, span));
            }
        }
    }

    private void count(String from, String to, Span span) {
        services.computeIfAbsent(to, name -> new Requests()).add(span);
        if (!from.isEmpty()) {
            ways.computeIfAbsent(new Way(from, to), way -> new Requests()).add(span);
        }
    }

    /** Every service that tells of itself or is asked, the busiest first. */
    List<Node> nodes(double seconds) {
        var names = new HashSet<>(services.keySet());
        names.addAll(reporting);
        return names.stream()
                .map(name -> new Node(
                        name,
                        reporting.contains(name),
                        services.getOrDefault(name, new Requests()).over(seconds)))
                .sorted(Comparator.comparingLong((Node node) -> -node.traffic().count())
                        .thenComparing(Node::name))
                .limit(MOST)
                .toList();
    }

    List<Edge> edges(double seconds) {
        return ways.entrySet().stream()
                .map(way -> new Edge(
                        way.getKey().from(), way.getKey().to(), way.getValue().over(seconds)))
                .sorted(Comparator.comparingLong((Edge edge) -> -edge.traffic().count())
                        .thenComparing(Edge::from)
                        .thenComparing(Edge::to))
                .limit(MOST)
                .toList();
    }
}

package io.kubesphere.ai.tracing.control;

import io.kubesphere.ai.tracing.SpanKind;
import io.kubesphere.ai.tracing.engine.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The spans of one trace in the order of a tree: each after its parent, brothers by time. Whatever was reported becomes a tree: what
 * came twice is one, a parent that is missing or below its own child is none. No recursion, since programs make chains of any length.
 */
final class SpanTree {
    private static final int NONE = -1;
    /** Of one id; there are two halves of a call, and whoever makes up more must not cost more. */
    private static final int MOST_ALIKE = 8;

    /** Whether two reports are of the same span: both halves of a call may have one id. */
    private record Report(String id, String service, boolean isReceiving) {}

    private final List<Span> spans;
    private final int[] parents;
    private final int duplicates;

    private SpanTree(List<Span> spans, int[] parents, int duplicates) {
        this.spans = spans;
        this.parents = parents;
        this.duplicates = duplicates;
    }

    static SpanTree of(List<Span> reported) {
        var distinct = distinct(reported);
        var spans = new ArrayList<>(distinct.values());
        spans.sort(Comparator.comparingLong(Span::startMicros)
                .thenComparing(span -> span.link().spanId())
                .thenComparing(SpanTree::isReceiving));
        var parents = parents(spans);
        cutCycles(parents);
        return sorted(spans, parents, reported.size() - spans.size());
    }

    /** A span that is reported twice, as when an exporter retries, is the longer of both: the other was not at its end. */
    private static Map<Report, Span> distinct(List<Span> reported) {
        var distinct = new LinkedHashMap<Report, Span>();
        for (var span : reported) {
            var report = new Report(span.link().spanId(), span.service(), isReceiving(span));
            distinct.merge(report, span, (one, other) -> other.durationMicros() > one.durationMicros() ? other : one);
        }
        return distinct;
    }

    private static boolean isReceiving(Span span) {
        return span.link().shared() || span.kind() == SpanKind.SERVER || span.kind() == SpanKind.CONSUMER;
    }

    private static int[] parents(List<Span> spans) {
        var byId = new HashMap<String, List<Integer>>();
        for (var place = 0; place < spans.size(); place++) {
            var alike = byId.computeIfAbsent(spans.get(place).link().spanId(), id -> new ArrayList<>());
            if (alike.size() < MOST_ALIKE) {
                alike.add(place);
            }
        }
        var parents = new int[spans.size()];
        for (var place = 0; place < parents.length; place++) {
            parents[place] = parent(spans, place, byId);
        }
        return parents;
    }

    private static int parent(List<Span> spans, int place, Map<String, List<Integer>> byId) {
        var span = spans.get(place);
        if (isReceiving(span)) {
            for (var half : byId.get(span.link().spanId())) {
                if (half != place && !isReceiving(spans.get(half))) {
                    return half;
                }
            }
        }
        return span.link().parentId().stream()
                .flatMap(id -> byId.getOrDefault(id, List.of()).stream())
                .filter(candidate -> candidate != place)
                .min(Comparator.comparing((Integer candidate) -> !isWithin(span, spans.get(candidate)))
                        .thenComparing(candidate -> !isReceiving(spans.get(candidate))))
                .orElse(NONE);
    }

    private static boolean isWithin(Span span, Span parent) {
        return span.service().equals(parent.service());
    }

    /** Walks up from each span; who comes to his own way loses his parent. */
    private static void cutCycles(int[] parents) {
        var walks = new int[parents.length];
        for (var start = 0; start < parents.length; start++) {
            var at = start;
            var last = NONE;
            while (at != NONE && walks[at] == 0) {
                walks[at] = start + 1;
                last = at;
                at = parents[at];
            }
            if (at != NONE && walks[at] == start + 1) {
                parents[last] = NONE;
            }
        }
    }

    private static SpanTree sorted(List<Span> spans, int[] parents, int duplicates) {
        var children = new HashMap<Integer, List<Integer>>();
        for (var place = 0; place < parents.length; place++) {
            children.computeIfAbsent(parents[place], parent -> new ArrayList<>())
                    .add(place);
        }
        var order = new ArrayList<Integer>(parents.length);
        var open = new ArrayDeque<Integer>();
        push(children.getOrDefault(NONE, List.of()), open);
        while (!open.isEmpty()) {
            var place = open.pop();
            order.add(place);
            push(children.getOrDefault(place, List.of()), open);
        }
        var moved = new int[parents.length];
        for (var place = 0; place < moved.length; place++) {
            moved[order.get(place)] = place;
        }
        var movedParents = order.stream()
                .mapToInt(place -> parents[place] == NONE ? NONE : moved[parents[place]])
                .toArray();
        return new SpanTree(order.stream().map(spans::get).toList(), movedParents, duplicates);
    }

    /** The first comes out first. */
    private static void push(List<Integer> brothers, ArrayDeque<Integer> open) {
        for (var place = brothers.size() - 1; place >= 0; place--) {
            open.push(brothers.get(place));
        }
    }

    int size() {
        return spans.size();
    }

    List<Span> spans() {
        return spans;
    }

    Span span(int place) {
        return spans.get(place);
    }

    boolean hasParent(int place) {
        return parents[place] != NONE;
    }

    /** Always before its child. */
    int parent(int place) {
        return parents[place];
    }

    /** Reports that told nothing new. */
    int duplicates() {
        return duplicates;
    }
}

package io.kubesphere.ai.tracing.control;

import io.kubesphere.ai.tracing.Notice;
import io.kubesphere.ai.tracing.ParentKind;
import io.kubesphere.ai.tracing.SpanRow;
import io.kubesphere.ai.tracing.Trace;
import io.kubesphere.ai.tracing.Trace.LogRelation;
import io.kubesphere.ai.tracing.Trace.Others;
import io.kubesphere.ai.tracing.Trace.PodOfTrace;
import io.kubesphere.ai.tracing.TraceId;
import io.kubesphere.ai.tracing.engine.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Lays out what a caller sees of a trace. Clocks are corrected by all of the trace, and then what is not his is left out. */
final class Waterfall {
    private static final int NONE = -1;
    private static final Duration AROUND = Duration.ofMinutes(1);
    private static final int MOST_PODS = 200;

    private final SpanTree tree;
    private final ClockSkew clocks;
    private final boolean[] seen;
    private final int[] parents;
    private final int[] depths;
    private final int most;

    /** @param most rows that are shown */
    Waterfall(List<Span> spans, Sight sight, int most) {
        this.tree = SpanTree.of(spans);
        this.clocks = ClockSkew.of(tree);
        this.most = most;
        this.seen = new boolean[tree.size()];
        this.parents = new int[tree.size()];
        this.depths = new int[tree.size()];
        for (var place = 0; place < tree.size(); place++) {
            seen[place] = sight.has(tree.span(place));
            parents[place] = nearestSeen(place);
            depths[place] = parents[place] == NONE ? 0 : depths[parents[place]] + 1;
        }
    }

    private int nearestSeen(int place) {
        if (!tree.hasParent(place)) {
            return NONE;
        }
        var parent = tree.parent(place);
        return seen[parent] ? parent : parents[parent];
    }

    /** Places of what the caller sees, in the order of the tree. */
    private List<Integer> own() {
        return places(true);
    }

    private List<Integer> places(boolean wanted) {
        return IntStream.range(0, seen.length)
                .filter(place -> seen[place] == wanted)
                .boxed()
                .toList();
    }

    List<Span> spans() {
        return own().stream().map(tree::span).toList();
    }

    boolean hasOthers() {
        return own().size() < tree.size();
    }

    /** Empty when nothing of it is his. */
    Optional<Trace> trace(TraceId id) {
        var own = own();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        var others = places(false);
        var all = IntStream.range(0, tree.size()).boxed().toList();
        var start = start(all);
        var shown = shown(own);
        return Optional.of(new Trace(
                id,
                instant(start),
                end(all) - start,
                own.size(),
                own.size() - shown.size(),
                shown.stream().map(place -> row(place, start)).toList(),
                others.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Others(start(others) - start, end(others) - start(others))),
                own.stream()
                        .map(place -> tree.span(place).service())
                        .distinct()
                        .sorted()
                        .toList(),
                notices(own, shown.size()),
                logs(id, own)));
    }

    private long start(List<Integer> places) {
        return places.stream()
                .filter(place -> !ClockSkew.isUntimed(tree.span(place)))
                .mapToLong(clocks::start)
                .min()
                .orElse(0);
    }

    private long end(List<Integer> places) {
        return Math.max(
                start(places), places.stream().mapToLong(clocks::end).max().orElse(0));
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** The upper levels, so that each row that is shown hangs from one that is. */
    private List<Integer> shown(List<Integer> own) {
        return own.stream()
                .sorted(Comparator.comparingInt(place -> depths[place]))
                .limit(most)
                .sorted()
                .toList();
    }

    private SpanRow row(int place, long start) {
        var span = tree.span(place);
        return new SpanRow(
                Integer.toString(place),
                Optional.of(parents[place]).filter(parent -> parent != NONE).map(Object::toString),
                depths[place],
                parentKind(place),
                span.link().spanId(),
                span.service(),
                span.operation(),
                span.kind(),
                Math.max(0, clocks.start(place) - start),
                span.durationMicros(),
                span.failed(),
                clocks.added(place),
                span.origin().project(),
                span.origin().pod(),
                span.attributes());
    }

    private ParentKind parentKind(int place) {
        if (tree.hasParent(place)) {
            return seen[tree.parent(place)] ? ParentKind.KNOWN : ParentKind.OTHER_PROJECT;
        }
        return tree.span(place).link().parentId().isPresent() ? ParentKind.MISSING : ParentKind.NONE;
    }

    private List<Notice> notices(List<Integer> own, int shown) {
        var notices = new ArrayList<Notice>();
        if (shown < own.size()) {
            notices.add(new Notice(
                    "TooManySpans",
                    "Of " + own.size() + " spans the " + shown + " nearest to the beginning are shown"));
        }
        if (own.stream().anyMatch(place -> clocks.added(place) != 0)) {
            notices.add(new Notice(
                    "ClocksApart",
                    "Clocks of services differ; times that cannot be are moved, by how much each span says"));
        }
        if (own.stream().anyMatch(place -> parentKind(place) == ParentKind.MISSING)) {
            notices.add(
                    new Notice(
                            "SpansMissing",
                            "Some spans name a parent that nobody has reported: it is not at its end yet, was not sampled, or lost"));
        }
        if (!hasOthers() && tree.duplicates() > 0) {
            notices.add(new Notice("ReportedTwice", tree.duplicates() + " reports were of spans that are known"));
        }
        return List.copyOf(notices);
    }

    /** By the clocks of the pods, since lines have these. */
    private LogRelation logs(TraceId id, List<Integer> own) {
        var spans = own.stream()
                .map(tree::span)
                .filter(span -> !ClockSkew.isUntimed(span))
                .toList();
        var from = spans.stream().mapToLong(Span::startMicros).min().orElse(0);
        var to = spans.stream().mapToLong(Span::endMicros).max().orElse(from);
        var pods = spans.stream()
                .map(Span::origin)
                .filter(origin -> origin.project().isPresent() && origin.pod().isPresent())
                .map(origin -> new PodOfTrace(
                        origin.project().orElseThrow(), origin.pod().orElseThrow()))
                .distinct()
                .limit(MOST_PODS)
                .toList();
        return new LogRelation(id, instant(from).minus(AROUND), instant(to).plus(AROUND), pods);
    }

    /** When what he sees of it began, and how long it took. */
    record Extent(Instant start, long durationMicros) {}

    Extent extent() {
        var own = own();
        return new Extent(instant(start(own)), end(own) - start(own));
    }
}

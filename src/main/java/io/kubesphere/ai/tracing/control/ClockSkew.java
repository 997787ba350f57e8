package io.kubesphere.ai.tracing.control;

import io.kubesphere.ai.tracing.SpanKind;
import io.kubesphere.ai.tracing.engine.Span;

/**
 * What must be added to the times of spans so that nothing begins before it was asked for. How clocks differ nobody knows: what cannot
 * be as told is moved as little as makes it possible, or to the middle of the call that waited for it, and all that the same process
 * tells below is moved along.
 */
final class ClockSkew {
    private final SpanTree tree;
    private final long[] added;

    private ClockSkew(SpanTree tree) {
        this.tree = tree;
        this.added = new long[tree.size()];
    }

    static ClockSkew of(SpanTree tree) {
        var skew = new ClockSkew(tree);
        for (var place = 0; place < tree.size(); place++) {
            if (tree.hasParent(place)) {
                skew.added[place] = skew.amount(place);
            }
        }
        return skew;
    }

    private long amount(int place) {
        var parent = tree.parent(place);
        var span = tree.span(place);
        var start = start(parent);
        if (isUntimed(span)) {
            return start;
        }
        if (isSameClock(span, tree.span(parent))) {
            return added[parent];
        }
        var spare = tree.span(parent).durationMicros() - span.durationMicros();
        if (span.startMicros() < start) {
            return start - span.startMicros() + Math.max(0, spare) / 2;
        }
        var isLate = span.endMicros() > start + tree.span(parent).durationMicros();
        return isLate && spare >= 0 && isAwaited(span, tree.span(parent)) ? start - span.startMicros() + spare / 2 : 0;
    }

    /** The receiving half of a call may leave its time to the other half. */
    static boolean isUntimed(Span span) {
        return span.startMicros() == 0;
    }

    private static boolean isSameClock(Span span, Span parent) {
        var pod = span.origin().pod();
        return span.service().equals(parent.service())
                && pod.equals(parent.origin().pod());
    }

    private static boolean isAwaited(Span span, Span parent) {
        return parent.kind() == SpanKind.CLIENT && span.kind() == SpanKind.SERVER;
    }

    /** When it began, by the clock of the trace's beginning. */
    long start(int place) {
        return tree.span(place).startMicros() + added[place];
    }

    long end(int place) {
        return start(place) + tree.span(place).durationMicros();
    }

    /** Zero for a span that has no time of its own: nothing was wrong with it. */
    long added(int place) {
        return isUntimed(tree.span(place)) ? 0 : added[place];
    }
}

package io.kubesphere.ai.tracing;

import java.util.Map;
import java.util.Optional;

/**
 * One line of a waterfall. Rows come in the order of a tree, each after its parent.
 *
 * @param id of the row; both halves of a call may share the id of their span
 * @param parentId of the row above that it hangs from
 * @param depth below the trace's beginning, from 0
 * @param parent what is known of the span that began it
 * @param offsetMicros after the trace's start, clocks corrected
 * @param failed it says of itself that it has failed
 * @param skewMicros what was added to its time, because its clock and its caller's cannot both be right
 */
public record SpanRow(
        String id,
        Optional<String> parentId,
        int depth,
        ParentKind parent,
        String spanId,
        String service,
        String operation,
        SpanKind kind,
        long offsetMicros,
        long durationMicros,
        boolean failed,
        long skewMicros,
        Optional<String> project,
        Optional<String> pod,
        Map<String, String> attributes) {}

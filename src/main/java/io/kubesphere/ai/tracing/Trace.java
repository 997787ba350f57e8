package io.kubesphere.ai.tracing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One trace as a waterfall, of what the caller may see of it.
 *
 * @param spans of his that there are
 * @param omitted of these, not among the rows because there are too many
 * @param others all that happened in other projects, as one bar without a name
 * @param services whose spans they are, sorted
 * @param logs where the lines of the same trace are to be looked for
 */
public record Trace(
        TraceId traceId,
        Instant start,
        long durationMicros,
        int spans,
        int omitted,
        List<SpanRow> rows,
        Optional<Others> others,
        List<String> services,
        List<Notice> notices,
        LogRelation logs) {

    /** When something happened in other projects; what, is not said. */
    public record Others(long offsetMicros, long durationMicros) {}

    /** A pod that took part. */
    public record PodOfTrace(String project, String pod) {}

    /** What to look for in the logs, with some time before and after, since clocks differ. */
    public record LogRelation(TraceId traceId, Instant from, Instant to, List<PodOfTrace> pods) {}
}

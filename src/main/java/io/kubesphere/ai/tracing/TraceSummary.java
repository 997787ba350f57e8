package io.kubesphere.ai.tracing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One trace in a list, of what the caller may see of it.
 *
 * @param service of the first of its spans
 * @param operation of the first of its spans
 * @param spans of his
 * @param failed of these, how many say that they have failed
 * @param services whose spans they are, sorted
 * @param crossesProjects there are spans that he does not see
 */
public record TraceSummary(
        TraceId traceId,
        Instant start,
        long durationMicros,
        String service,
        String operation,
        int spans,
        int failed,
        List<String> services,
        Optional<String> application,
        Optional<String> run,
        boolean crossesProjects) {}

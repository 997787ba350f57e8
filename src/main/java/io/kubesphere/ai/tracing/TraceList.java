package io.kubesphere.ai.tracing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Traces of a time, newest first.
 *
 * @param source which server keeps them; absent when none is configured
 * @param more there may be more in this time than the limit let through
 */
public record TraceList(
        Optional<String> source,
        Instant from,
        Instant to,
        List<TraceSummary> items,
        boolean more,
        List<Notice> notices) {}

package io.kubesphere.ai.tracing.control;

import io.kubesphere.ai.tracing.Notice;
import io.kubesphere.ai.tracing.engine.Span;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a search has brought, with all spans of each trace, whoever's they are.
 *
 * @param completeSince a limit was reached, so that older ones may be missing
 */
record Findings(List<List<Span>> traces, Optional<Instant> completeSince, List<Notice> notices) {}

package io.kubesphere.ai.tracing.control;

import io.kubesphere.ai.tracing.Notice;
import io.kubesphere.ai.tracing.engine.Span;
import java.util.List;

/**
 * What a search has brought, with all spans of each trace, whoever's they are.
 *
 * @param isCut a limit was reached, so there may be more
 */
record Findings(List<List<Span>> traces, boolean isCut, List<Notice> notices) {}

package io.kubesphere.ai.tracing.engine;

import io.kubesphere.ai.tracing.TraceId;
import java.util.List;

/**
 * Whoever keeps spans. It may answer more than was asked for: who may see what, and whether a span is what was wanted, is decided
 * after it.
 */
public interface TracingServer {

    /**
     * Traces with all their spans, newest first.
     *
     * @param partly the server was not asked for all that it may have, because that would have been too many questions
     */
    record Found(List<List<Span>> traces, boolean partly) {}

    /** As users may read it. */
    String name();

    /** @throws io.kubesphere.ai.kernel.kapi.Problem UNAVAILABLE when it cannot be asked */
    Found search(TraceSearch search);

    /** All that it has of one trace; empty when it has nothing. */
    List<Span> trace(TraceId id);
}

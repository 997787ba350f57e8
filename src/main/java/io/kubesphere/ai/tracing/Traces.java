package io.kubesphere.ai.tracing;

import io.kubesphere.ai.kernel.tenancy.Place;

/**
 * Call chains of a place. A caller sees spans of the projects that the place holds, and of the rest of a trace only that there is
 * some.
 */
public interface Traces {

    /** The newest traces that have a span of the place with all that is wanted; without a server, none and a notice. */
    TraceList list(Place place, TraceQuery.Wanted wanted);

    /** One trace; a 404 unless a span of it is of the place. */
    Trace trace(Place place, TraceId id);

    /** Who calls whom, how often, how fast; without a server, nobody and a notice. */
    ServiceGraph graph(Place place, TraceQuery.Wanted wanted);
}

package io.kubesphere.ai.tracing.rest;

import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.tenancy.Place;
import io.kubesphere.ai.tracing.ServiceGraph;
import io.kubesphere.ai.tracing.Trace;
import io.kubesphere.ai.tracing.TraceId;
import io.kubesphere.ai.tracing.TraceList;
import io.kubesphere.ai.tracing.Traces;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Call chains of one place; which one, the path says. */
abstract class TracesResource {
    private final Traces traces;
    private final Function<MultivaluedMap<String, String>, Place> place;

    TracesResource(Traces traces, Function<MultivaluedMap<String, String>, Place> place) {
        this.traces = traces;
        this.place = place;
    }

    /** All of the cluster. */
    @Path(KapiPaths.ROOT + "/traces")
    static class OfCluster extends TracesResource {
        OfCluster(Traces traces) {
            super(traces, path -> Place.everywhere());
        }
    }

    /** All projects of a workspace. */
    @Path(KapiPaths.IN_WORKSPACE + "/traces")
    static class OfWorkspace extends TracesResource {
        OfWorkspace(Traces traces) {
            super(traces, path -> Place.workspace(path.getFirst("workspace")));
        }
    }

    /** One project. */
    @Path(KapiPaths.IN_NAMESPACE + "/traces")
    static class OfProject extends TracesResource {
        OfProject(Traces traces) {
            super(traces, path -> Place.project(path.getFirst("namespace")));
        }
    }

    /** One project, reached through its workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/traces")
    static class OfProjectThroughWorkspace extends TracesResource {
        OfProjectThroughWorkspace(Traces traces) {
            super(traces, path -> Place.project(path.getFirst("namespace")));
        }
    }

    private Place place(UriInfo uri) {
        return place.apply(uri.getPathParameters());
    }

    @GET
    @Operation(
            summary = "The newest traces that have a span with all that is asked for.",
            description =
                    "Only spans of the place count and are told of. Without a server that keeps spans the list is empty"
                            + " and a notice says what would provide it.")
    public TraceList list(@Context UriInfo uri, @BeanParam TraceParameters parameters) {
        return traces.list(place(uri), parameters.wanted());
    }

    @GET
    @Path("/{trace}")
    @Operation(
            summary = "One trace as a waterfall: rows in the order of a tree, clocks corrected.",
            description = "Spans of other projects are one bar without a name; a trace that has no other is not found.")
    public Trace get(@Context UriInfo uri, @PathParam("trace") String trace) {
        return traces.trace(place(uri), TraceId.of(trace));
    }

    @GET
    @Path("/graph")
    @Operation(
            summary = "Who calls whom: rate, failures and durations of services and of calls between them.",
            description = "Made of the newest traces of the time; countedFrom says since when all were counted.")
    public ServiceGraph graph(@Context UriInfo uri, @BeanParam TraceParameters parameters) {
        return traces.graph(place(uri), parameters.wanted());
    }
}

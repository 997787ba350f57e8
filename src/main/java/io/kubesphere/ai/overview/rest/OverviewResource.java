package io.kubesphere.ai.overview.rest;

import io.kubesphere.ai.kernel.kapi.Attachment;
import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.kapi.http.ListParameters;
import io.kubesphere.ai.overview.Grouping;
import io.kubesphere.ai.overview.History;
import io.kubesphere.ai.overview.Overview;
import io.kubesphere.ai.overview.OverviewScope;
import io.kubesphere.ai.overview.Overviews;
import io.kubesphere.ai.overview.Table;
import io.kubesphere.ai.overview.TableQuery;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The overview of one scope; which one, the path says. */
abstract class OverviewResource {
    private final Overviews overviews;
    private final Function<MultivaluedMap<String, String>, OverviewScope> scope;

    OverviewResource(Overviews overviews, Function<MultivaluedMap<String, String>, OverviewScope> scope) {
        this.overviews = overviews;
        this.scope = scope;
    }

    /** All of the cluster. */
    @Path(KapiPaths.ROOT + "/overview")
    static class OfCluster extends OverviewResource {
        OfCluster(Overviews overviews) {
            super(overviews, path -> OverviewScope.cluster());
        }
    }

    /** All projects of a workspace. */
    @Path(KapiPaths.IN_WORKSPACE + "/overview")
    static class OfWorkspace extends OverviewResource {
        OfWorkspace(Overviews overviews) {
            super(overviews, path -> OverviewScope.workspace(path.getFirst("workspace")));
        }
    }

    /** One project. */
    @Path(KapiPaths.IN_NAMESPACE + "/overview")
    static class OfProject extends OverviewResource {
        OfProject(Overviews overviews) {
            super(overviews, path -> OverviewScope.project(path.getFirst("namespace")));
        }
    }

    /** One project, reached through its workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/overview")
    static class OfProjectThroughWorkspace extends OverviewResource {
        OfProjectThroughWorkspace(Overviews overviews) {
            super(overviews, path -> OverviewScope.project(path.getFirst("namespace")));
        }
    }

    /** What is one user's, in whatever project; KubeSphere lets everybody below his own name. */
    @Path(KapiPaths.ROOT + "/users/{user}/overview")
    static class OfUser extends OverviewResource {
        OfUser(Overviews overviews) {
            super(overviews, path -> OverviewScope.user(path.getFirst("user")));
        }
    }

    private OverviewScope scope(UriInfo uri) {
        return scope.apply(uri.getPathParameters());
    }

    @GET
    @Operation(
            summary =
                    "The scope in one look: rings, breakdowns, what waits, stalls and idles, and what could start now.",
            description =
                    "Each figure has its value, unit and time of measurement, or says why it is missing. The rows of a"
                            + " breakdown, others and unattributed add up to the ring.")
    public Overview get(@Context UriInfo uri) {
        return overviews.overview(scope(uri));
    }

    @GET
    @Path("/{breakdown}")
    @Operation(
            summary =
                    "A breakdown: machines, workspaces, projects, applications or users, as far as the scope has them.",
            description = "sortBy takes requested (default) or name; name filters.")
    public Table table(
            @Context UriInfo uri, @PathParam("breakdown") String breakdown, @BeanParam ListParameters parameters) {
        return overviews.table(scope(uri), TableQuery.of(Grouping.named(breakdown), parameters.query()));
    }

    @GET
    @Path("/{breakdown}.csv")
    @Produces(CsvTable.TYPE)
    @Operation(summary = "All rows of a breakdown as CSV.")
    public Response tableAsCsv(@Context UriInfo uri, @PathParam("breakdown") String breakdown) {
        var table = overviews.table(scope(uri), TableQuery.all(Grouping.named(breakdown)));
        return csv(breakdown, CsvTable.of(table));
    }

    @GET
    @Path("/history")
    @Operation(summary = "A measure over time: used, requested and, of the cluster, allocatable.")
    public History history(@Context UriInfo uri, @BeanParam HistoryParameters parameters) {
        return overviews.history(scope(uri), parameters.wanted());
    }

    @GET
    @Path("/history.csv")
    @Produces(CsvTable.TYPE)
    @Operation(summary = "The same as CSV.")
    public Response historyAsCsv(@Context UriInfo uri, @BeanParam HistoryParameters parameters) {
        return csv("history", CsvTable.of(overviews.history(scope(uri), parameters.wanted())));
    }

    private static Response csv(String name, String content) {
        return Response.ok(content)
                .header(HttpHeaders.CONTENT_DISPOSITION, Attachment.named(name + ".csv"))
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}

package io.kubesphere.ai.overview.rest;

import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.overview.Overviews;
import io.kubesphere.ai.overview.Panel;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Where Grafana shows more of a job. */
abstract class PanelResource {
    private final Overviews overviews;

    PanelResource(Overviews overviews) {
        this.overviews = overviews;
    }

    /** Of a project. */
    @Path(KapiPaths.IN_NAMESPACE + "/overview/panels")
    static class OfProject extends PanelResource {
        OfProject(Overviews overviews) {
            super(overviews);
        }
    }

    /** The same, reached through its workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/overview/panels")
    static class OfProjectThroughWorkspace extends PanelResource {
        OfProjectThroughWorkspace(Overviews overviews) {
            super(overviews);
        }
    }

    /** @param items empty where no Grafana is named, or none of its dashboards has anything of the job */
    record PanelList(List<Panel> items) {}

    @GET
    @Operation(
            summary = "Links to the dashboards of a job in Grafana, each with how many series it has.",
            description =
                    "Only those that have some: of the job's pods, and of the cards that they held in the last seven days.")
    public PanelList list(
            @PathParam("namespace") String namespace,
            @Parameter(description = "Name of the job.", required = true, example = "scorer-1") @QueryParam("job")
                    String job) {
        return new PanelList(overviews.panels(namespace, Objects.requireNonNullElse(job, "")));
    }
}

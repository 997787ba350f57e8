package io.kubesphere.ai.dataset.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.Preview;
import io.kubesphere.ai.dataset.Previews;
import io.kubesphere.ai.dataset.TableQuery;
import io.kubesphere.ai.kernel.kapi.KapiPaths;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Looks into files of a version. */
@Path(KapiPaths.IN_NAMESPACE + "/datasets/{name}/versions/{version}")
class PreviewResource {
    private final Previews previews;

    PreviewResource(Previews previews) {
        this.previews = previews;
    }

    /** The same, reached through the workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/datasets/{name}/versions/{version}")
    static class ThroughWorkspace extends PreviewResource {
        ThroughWorkspace(Previews previews) {
            super(previews);
        }
    }

    @GET
    @Path("/preview")
    @Operation(
            summary = "What is in the file path=: a table's columns, first rows, statistics and distributions, an"
                    + " image's size, a text's beginning.",
            description = "A file that cannot be read answers 200 with the reason as fault.")
    public Preview preview(
            String namespace,
            String name,
            String version,
            @QueryParam("project") Optional<String> project,
            @QueryParam("path") @NotNull String path) {
        return previews.preview(DatasetName.of(namespace, project, name), version, path);
    }

    @POST
    @Path("/query")
    @Operation(summary = "Asks one table file in SQL; the file is the view data, and nothing else can be read.")
    public JsonNode query(
            String namespace,
            String name,
            String version,
            @QueryParam("project") Optional<String> project,
            @NotNull @Valid TableQuery query) {
        return previews.query(DatasetName.of(namespace, project, name), version, query);
    }

    @GET
    @Path("/thumbnail")
    @Operation(summary = "The image path= as PNG that fits into a square of size= pixels.")
    public Response thumbnail(
            String namespace,
            String name,
            String version,
            @QueryParam("project") Optional<String> project,
            @QueryParam("path") @NotNull String path,
            @QueryParam("size") @DefaultValue("256") @Min(16) @Max(1024) int size) {
        return Response.ok(previews.thumbnail(DatasetName.of(namespace, project, name), version, path, size))
                .type("image/png")
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=3600")
                .build();
    }
}

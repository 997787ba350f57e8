package io.kubesphere.ai.dataset.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.dataset.DatasetCatalog;
import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.http.ListParameters;
import io.kubesphere.ai.kernel.tenancy.Place;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Datasets across projects. */
@Path(KapiPaths.ROOT)
class DatasetListResource {
    private final DatasetCatalog catalog;

    DatasetListResource(DatasetCatalog catalog) {
        this.catalog = catalog;
    }

    @GET
    @Path("/datasets")
    @Operation(summary = "All datasets of the cluster.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "DatasetPage")))
    public Page<JsonNode> everywhere(@BeanParam ListParameters parameters) {
        return catalog.page(Place.everywhere(), parameters.query());
    }

    @GET
    @Path("/workspaces/{workspace}/datasets")
    @Operation(summary = "Datasets of a workspace's projects, and those shared with it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "DatasetPage")))
    public Page<JsonNode> inWorkspace(String workspace, @BeanParam ListParameters parameters) {
        return catalog.page(Place.workspace(workspace), parameters.query());
    }
}

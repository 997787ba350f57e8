package io.kubesphere.ai.dataset.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.dataset.DatasetCatalog;
import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.kernel.auth.CurrentCaller;
import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.ResourcePatch;
import io.kubesphere.ai.kernel.kapi.http.ListParameters;
import io.kubesphere.ai.kernel.tenancy.Place;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Datasets of one project. */
@Path(KapiPaths.IN_NAMESPACE + "/datasets")
class DatasetResource {
    private final DatasetCatalog catalog;
    private final CurrentCaller caller;

    DatasetResource(DatasetCatalog catalog, CurrentCaller caller) {
        this.catalog = catalog;
        this.caller = caller;
    }

    /** The same, reached through the workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/datasets")
    static class ThroughWorkspace extends DatasetResource {
        ThroughWorkspace(DatasetCatalog catalog, CurrentCaller caller) {
            super(catalog, caller);
        }
    }

    @GET
    @Operation(
            summary = "Datasets that the project can use: its own, and those shared with it.",
            description = "fieldSelector knows metadata.namespace, spec.kind, spec.sharing.scope and"
                    + " spec.sharing.projects; sortBy also spec.title and status.latest.{bytes,files,createdAt}.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "DatasetPage")))
    public Page<JsonNode> list(String namespace, @BeanParam ListParameters parameters) {
        return catalog.page(Place.project(namespace), parameters.query());
    }

    @GET
    @Path("/{name}")
    @Operation(summary = "One dataset; with ?project= one that another project shares.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Dataset")))
    public JsonNode get(String namespace, String name, @QueryParam("project") Optional<String> project) {
        return catalog.get(DatasetName.of(namespace, project, name));
    }

    @POST
    @ResponseStatus(201)
    @Operation(summary = "Creates a dataset without versions.")
    @RequestBody(content = @Content(schema = @Schema(ref = "Dataset")))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(ref = "Dataset")))
    public JsonNode create(String namespace, @NotNull JsonNode dataset) {
        return catalog.create(caller.get(), namespace, dataset);
    }

    @PATCH
    @Path("/{name}")
    @Consumes({ResourcePatch.MERGE_PATCH, ResourcePatch.JSON_PATCH, "application/json"})
    @Operation(summary = "Changes what is said about a dataset: title, description, sharing, retention.")
    @RequestBody(content = @Content(schema = @Schema(ref = "Patch")))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Dataset")))
    public JsonNode patch(
            String namespace, String name, @HeaderParam(HttpHeaders.CONTENT_TYPE) String type, @NotNull JsonNode body) {
        return catalog.patch(namespace, name, ResourcePatch.of(type, body));
    }

    @DELETE
    @Path("/{name}")
    @ResponseStatus(204)
    @Operation(summary = "Deletes a dataset; its files stay for the days that its retention says.")
    public void delete(String namespace, String name) {
        catalog.delete(namespace, name);
    }
}

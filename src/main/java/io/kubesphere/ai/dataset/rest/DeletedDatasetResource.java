package io.kubesphere.ai.dataset.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.dataset.DatasetCatalog;
import io.kubesphere.ai.dataset.DeletedDataset;
import io.kubesphere.ai.kernel.auth.CurrentCaller;
import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.kapi.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Datasets of one project that were deleted and can be brought back. */
@Path(KapiPaths.IN_NAMESPACE + "/deleteddatasets")
class DeletedDatasetResource {
    private final DatasetCatalog catalog;
    private final CurrentCaller caller;

    DeletedDatasetResource(DatasetCatalog catalog, CurrentCaller caller) {
        this.catalog = catalog;
        this.caller = caller;
    }

    /** The same, reached through the workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/deleteddatasets")
    static class ThroughWorkspace extends DeletedDatasetResource {
        ThroughWorkspace(DatasetCatalog catalog, CurrentCaller caller) {
            super(catalog, caller);
        }
    }

    @GET
    @Operation(summary = "Deleted datasets whose files are still there, the last deleted first.")
    public Page<DeletedDataset> list(String namespace) {
        return Page.of(catalog.deleted(namespace));
    }

    @POST
    @Path("/{id}/restore")
    @ResponseStatus(201)
    @Operation(summary = "Brings a dataset back with all its versions; its name must be free.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(ref = "Dataset")))
    public JsonNode restore(String namespace, String id) {
        return catalog.restore(caller.get(), namespace, id);
    }
}

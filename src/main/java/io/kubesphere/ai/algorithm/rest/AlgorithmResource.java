package io.kubesphere.ai.algorithm.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.algorithm.AlgorithmCatalog;
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
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Algorithms of one project. */
@Path(KapiPaths.IN_NAMESPACE + "/algorithms")
class AlgorithmResource {
    private final AlgorithmCatalog catalog;
    private final CurrentCaller caller;

    AlgorithmResource(AlgorithmCatalog catalog, CurrentCaller caller) {
        this.catalog = catalog;
        this.caller = caller;
    }

    /** The same, reached through the workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/algorithms")
    static class ThroughWorkspace extends AlgorithmResource {
        ThroughWorkspace(AlgorithmCatalog catalog, CurrentCaller caller) {
            super(catalog, caller);
        }
    }

    @GET
    @Operation(summary = "Algorithms that the project can use: its own, and those shared with it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "AlgorithmPage")))
    public Page<JsonNode> list(String namespace, @BeanParam ListParameters parameters) {
        return catalog.page(Place.project(namespace), parameters.query());
    }

    @GET
    @Path("/{name}")
    @Operation(summary = "One algorithm with all its versions.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Algorithm")))
    public JsonNode get(String namespace, String name) {
        return catalog.get(namespace, name);
    }

    @POST
    @ResponseStatus(201)
    @Operation(summary = "Registers an algorithm.")
    @RequestBody(content = @Content(schema = @Schema(ref = "Algorithm")))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(ref = "Algorithm")))
    public JsonNode create(String namespace, @NotNull JsonNode algorithm) {
        return catalog.create(caller.get(), namespace, algorithm);
    }

    @PATCH
    @Path("/{name}")
    @Consumes({ResourcePatch.MERGE_PATCH, ResourcePatch.JSON_PATCH, "application/json"})
    @Operation(summary = "Changes an algorithm: adds a version, deprecates one, shares it. Published versions stay.")
    @RequestBody(content = @Content(schema = @Schema(ref = "Patch")))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Algorithm")))
    public JsonNode patch(
            String namespace, String name, @HeaderParam(HttpHeaders.CONTENT_TYPE) String type, @NotNull JsonNode body) {
        return catalog.patch(namespace, name, ResourcePatch.of(type, body));
    }

    @DELETE
    @Path("/{name}")
    @ResponseStatus(204)
    @Operation(summary = "Deletes an algorithm; runs that used it keep their records.")
    public void delete(String namespace, String name) {
        catalog.delete(namespace, name);
    }
}

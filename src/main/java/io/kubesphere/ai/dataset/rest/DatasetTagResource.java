package io.kubesphere.ai.dataset.rest;

import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.DatasetVersions;
import io.kubesphere.ai.dataset.Tag;
import io.kubesphere.ai.dataset.TagRequest;
import io.kubesphere.ai.kernel.auth.CurrentCaller;
import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.kapi.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Tags of a dataset; free text, so they travel in body and query. */
@Path(KapiPaths.IN_NAMESPACE + "/datasets/{name}/tags")
class DatasetTagResource {
    private final DatasetVersions versions;
    private final CurrentCaller caller;

    DatasetTagResource(DatasetVersions versions, CurrentCaller caller) {
        this.versions = versions;
        this.caller = caller;
    }

    /** The same, reached through the workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/datasets/{name}/tags")
    static class ThroughWorkspace extends DatasetTagResource {
        ThroughWorkspace(DatasetVersions versions, CurrentCaller caller) {
            super(versions, caller);
        }
    }

    @GET
    @Operation(summary = "Tags and the versions they point to.")
    public Page<Tag> list(String namespace, String name, @QueryParam("project") Optional<String> project) {
        return Page.of(versions.tags(DatasetName.of(namespace, project, name)));
    }

    @PUT
    @Operation(summary = "Points a tag to a version.")
    public Tag put(String namespace, String name, @NotNull @Valid TagRequest request) {
        return versions.tag(caller.get(), namespace, name, request);
    }

    @DELETE
    @ResponseStatus(204)
    @Operation(summary = "Removes the tag tag=.")
    public void delete(String namespace, String name, @QueryParam("tag") @NotNull String tag) {
        versions.untag(namespace, name, tag);
    }
}

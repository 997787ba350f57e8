package io.kubesphere.ai.dataset.rest;

import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.FileLink;
import io.kubesphere.ai.dataset.VersionLinks;
import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.http.ListParameters;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Direct links to the files of a version, where the admin exposes the object store. */
@Path(KapiPaths.IN_NAMESPACE + "/datasets/{name}/versions/{version}/links")
class VersionLinkResource {
    private final VersionLinks links;

    VersionLinkResource(VersionLinks links) {
        this.links = links;
    }

    /** The same, reached through the workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/datasets/{name}/versions/{version}/links")
    static class ThroughWorkspace extends VersionLinkResource {
        ThroughWorkspace(VersionLinks links) {
            super(links);
        }
    }

    @GET
    @Operation(
            summary = "Links to the files whose paths begin with prefix=, in the order of paths.",
            description =
                    "Each is a presigned GET at the object store, good for minutes and for whoever has it. A 404 where the"
                            + " object store is not exposed to users.")
    public Page<FileLink> list(
            String namespace,
            String name,
            String version,
            @QueryParam("project") Optional<String> project,
            @QueryParam("prefix") @DefaultValue("") String prefix,
            @BeanParam ListParameters parameters) {
        return links.page(DatasetName.of(namespace, project, name), version, prefix, parameters.query());
    }
}

package io.kubesphere.ai.dataset.rest;

import io.kubesphere.ai.dataset.DatasetImport;
import io.kubesphere.ai.dataset.DatasetImports;
import io.kubesphere.ai.dataset.ImportName;
import io.kubesphere.ai.dataset.NewImport;
import io.kubesphere.ai.kernel.auth.CurrentCaller;
import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.kapi.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Versions that the platform fetches itself, from web servers, buckets and other datasets, or finds on volumes. */
@Path(KapiPaths.IN_NAMESPACE + "/datasets/{name}/imports")
class DatasetImportResource {
    private final DatasetImports imports;
    private final CurrentCaller caller;

    DatasetImportResource(DatasetImports imports, CurrentCaller caller) {
        this.imports = imports;
        this.caller = caller;
    }

    /** The same, reached through the workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/datasets/{name}/imports")
    static class ThroughWorkspace extends DatasetImportResource {
        ThroughWorkspace(DatasetImports imports, CurrentCaller caller) {
            super(imports, caller);
        }
    }

    @POST
    @ResponseStatus(201)
    @Operation(
            summary = "Begins an import of a version, which goes on by itself until it ends.",
            description =
                    "Only public addresses are asked, and those that the platform admin allows. Credentials come from"
                            + " a Secret of the project that the caller may read.")
    public DatasetImport begin(String namespace, String name, @NotNull @Valid NewImport wanted) {
        return imports.begin(caller.get(), namespace, name, wanted);
    }

    @GET
    @Operation(summary = "The last hundred imports, newest first.")
    public Page<DatasetImport> list(String namespace, String name) {
        return imports.page(namespace, name);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "An import: how far it is, and why it does not go on.")
    public DatasetImport get(String namespace, String name, String id) {
        return imports.get(new ImportName(namespace, name, id));
    }

    @POST
    @Path("/{id}/cancel")
    @Operation(summary = "Gives the import up and drops what has arrived.")
    public DatasetImport cancel(String namespace, String name, String id) {
        return imports.cancel(new ImportName(namespace, name, id));
    }

    @POST
    @Path("/{id}/retry")
    @Operation(summary = "Lets an import that has failed go on where it stopped.")
    public DatasetImport retry(String namespace, String name, String id) {
        return imports.retry(new ImportName(namespace, name, id));
    }
}

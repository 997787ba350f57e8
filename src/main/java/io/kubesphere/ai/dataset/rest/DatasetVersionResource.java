package io.kubesphere.ai.dataset.rest;

import io.kubesphere.ai.dataset.DatasetFile;
import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.DatasetVersion;
import io.kubesphere.ai.dataset.DatasetVersions;
import io.kubesphere.ai.dataset.Directory;
import io.kubesphere.ai.dataset.VersionUse;
import io.kubesphere.ai.kernel.auth.CurrentCaller;
import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.http.Download;
import io.kubesphere.ai.kernel.kapi.http.ListParameters;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/**
 * Versions of a dataset and what is in them. With {@code ?project=} the dataset is one that another project shares with
 * the project of the path.
 */
@Path(KapiPaths.IN_NAMESPACE + "/datasets/{name}")
class DatasetVersionResource {
    private final DatasetVersions versions;
    private final CurrentCaller caller;

    DatasetVersionResource(DatasetVersions versions, CurrentCaller caller) {
        this.versions = versions;
        this.caller = caller;
    }

    /** The same, reached through the workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/datasets/{name}")
    static class ThroughWorkspace extends DatasetVersionResource {
        ThroughWorkspace(DatasetVersions versions, CurrentCaller caller) {
            super(versions, caller);
        }
    }

    @GET
    @Path("/deletedversions")
    @Operation(summary = "Versions that were deleted and can be brought back.")
    public Page<DatasetVersion> deleted(String namespace, String name, @BeanParam ListParameters parameters) {
        return versions.deleted(namespace, name, parameters.query());
    }

    @GET
    @Path("/versions")
    @Operation(
            summary = "Versions, newest first.",
            description = "fieldSelector knows metadata.name, digest and creator; sortBy also files and bytes.")
    public Page<DatasetVersion> list(
            String namespace,
            String name,
            @QueryParam("project") Optional<String> project,
            @BeanParam ListParameters parameters) {
        return versions.page(DatasetName.of(namespace, project, name), parameters.query());
    }

    @GET
    @Path("/versions/{version}")
    @Operation(summary = "A version, by its name, a tag, or as latest.")
    public DatasetVersion get(
            String namespace, String name, String version, @QueryParam("project") Optional<String> project) {
        return versions.get(DatasetName.of(namespace, project, name), version);
    }

    @DELETE
    @Path("/versions/{version}")
    @Operation(
            summary = "Deletes a version; its files stay for the days of the dataset's retention.",
            description = "The name is not given to another version. While a run uses the files they stay longer.")
    public DatasetVersion delete(String namespace, String name, String version) {
        return versions.delete(namespace, name, version);
    }

    @POST
    @Path("/versions/{version}/restore")
    @Operation(summary = "Brings a deleted version back, as long as its files are there.")
    public DatasetVersion restore(String namespace, String name, String version) {
        return versions.restore(namespace, name, version);
    }

    @GET
    @Path("/versions/{version}/usage")
    @Operation(
            summary = "Who has used the version: training runs and others.",
            description = "Of those in other projects only what the caller may know: the owner of the dataset sees the"
                    + " project, who may read that project's datasets sees the name.")
    public Page<VersionUse> usage(
            String namespace, String name, String version, @QueryParam("project") Optional<String> project) {
        return Page.of(versions.uses(caller.get(), DatasetName.of(namespace, project, name), version));
    }

    @GET
    @Path("/versions/{version}/files")
    @Operation(summary = "Files whose paths begin with prefix=, in the order of paths.")
    public Page<DatasetFile> files(
            String namespace,
            String name,
            String version,
            @QueryParam("project") Optional<String> project,
            @QueryParam("prefix") @DefaultValue("") String prefix,
            @BeanParam ListParameters parameters) {
        return versions.files(DatasetName.of(namespace, project, name), version, prefix, parameters.query());
    }

    @GET
    @Path("/versions/{version}/directory")
    @Operation(summary = "What lies directly in the directory path=; ask on with after= and the answer's next.")
    public Directory directory(
            String namespace,
            String name,
            String version,
            @QueryParam("project") Optional<String> project,
            @QueryParam("path") @DefaultValue("") String path,
            @QueryParam("after") Optional<String> after,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        return versions.directory(DatasetName.of(namespace, project, name), version, path, after, limit);
    }

    @GET
    @Path("/versions/{version}/content")
    @Operation(summary = "The content of the file path=; answers one Range.")
    public Response content(
            String namespace,
            String name,
            String version,
            @QueryParam("project") Optional<String> project,
            @Parameter(example = "train/0001.png") @QueryParam("path") @NotNull String path,
            @Context HttpHeaders headers) {
        var stored = versions.file(DatasetName.of(namespace, project, name), version, path);
        var file = stored.file();
        return new Download(file.fileName(), file.mediaType(), file.size(), file.digest(), stored.open())
                .answer(headers);
    }
}

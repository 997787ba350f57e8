package io.kubesphere.ai.dataset.rest;

import io.kubesphere.ai.dataset.DatasetUploads;
import io.kubesphere.ai.dataset.DatasetVersion;
import io.kubesphere.ai.dataset.NewUpload;
import io.kubesphere.ai.dataset.NewVersion;
import io.kubesphere.ai.dataset.Upload;
import io.kubesphere.ai.dataset.UploadName;
import io.kubesphere.ai.kernel.auth.CurrentCaller;
import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.kapi.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Uploads into a dataset: begun, filled with files, and committed as a version. */
@Path(KapiPaths.IN_NAMESPACE + "/datasets/{name}/uploads")
class DatasetUploadResource {
    private final DatasetUploads uploads;
    private final CurrentCaller caller;

    DatasetUploadResource(DatasetUploads uploads, CurrentCaller caller) {
        this.uploads = uploads;
        this.caller = caller;
    }

    /** The same, reached through the workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/datasets/{name}/uploads")
    static class ThroughWorkspace extends DatasetUploadResource {
        ThroughWorkspace(DatasetUploads uploads, CurrentCaller caller) {
            super(uploads, caller);
        }
    }

    @POST
    @ResponseStatus(201)
    @Operation(summary = "Begins an upload, empty or with the files of a version.")
    public Upload begin(String namespace, String name, @NotNull @Valid NewUpload upload) {
        return uploads.begin(caller.get(), namespace, name, upload);
    }

    @GET
    @Operation(summary = "The last hundred uploads, newest first.")
    public Page<Upload> list(String namespace, String name) {
        return uploads.page(namespace, name);
    }

    @GET
    @Path("/{upload}")
    @Operation(summary = "An upload: whether it is open, and what it holds.")
    public Upload get(String namespace, String name, String upload) {
        return uploads.get(new UploadName(namespace, name, upload));
    }

    @POST
    @Path("/{upload}/commit")
    @ResponseStatus(201)
    @Operation(summary = "Makes a version of the upload, whole or not at all; repeating it answers the same version.")
    public DatasetVersion commit(String namespace, String name, String upload, @NotNull @Valid NewVersion version) {
        return uploads.commit(caller.get(), new UploadName(namespace, name, upload), version);
    }

    @DELETE
    @Path("/{upload}")
    @Operation(summary = "Gives the upload up and drops what was sent.")
    public Upload abort(String namespace, String name, String upload) {
        return uploads.abort(new UploadName(namespace, name, upload));
    }
}

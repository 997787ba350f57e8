package io.kubesphere.ai.dataset.rest;

import io.kubesphere.ai.dataset.DatasetFile;
import io.kubesphere.ai.dataset.FileBody;
import io.kubesphere.ai.dataset.UnpackedArchive;
import io.kubesphere.ai.dataset.UploadFiles;
import io.kubesphere.ai.dataset.UploadName;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.http.LargeBody;
import io.kubesphere.ai.kernel.kapi.http.ListParameters;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Files of an open upload, sent whole. Paths have slashes, so they travel in the query. */
@Path(KapiPaths.IN_NAMESPACE + "/datasets/{name}/uploads/{upload}/files")
class UploadFileResource {
    private final UploadFiles files;

    UploadFileResource(UploadFiles files) {
        this.files = files;
    }

    /** The same, reached through the workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/datasets/{name}/uploads/{upload}/files")
    static class ThroughWorkspace extends UploadFileResource {
        ThroughWorkspace(UploadFiles files) {
            super(files);
        }
    }

    @GET
    @Operation(summary = "Files that have arrived, in the order of paths; name= filters by a part of the path.")
    public Page<DatasetFile> list(String namespace, String name, String upload, @BeanParam ListParameters parameters) {
        return files.page(new UploadName(namespace, name, upload), parameters.query());
    }

    @PUT
    @LargeBody
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Sends a file; sending it again replaces it.",
            description = "With digest= the file is refused when its content has another, and a large one is stored"
                    + " faster. The body is the content as it is.")
    public DatasetFile put(
            String namespace,
            String name,
            String upload,
            @Parameter(description = "Path in the version.", example = "train/0001.png") @QueryParam("path") @NotNull
                    String path,
            @Parameter(description = "sha256: and 64 hex digits.") @QueryParam("digest") Optional<String> digest,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long length,
            InputStream content) {
        var announced = digest.map(text -> Digest.parse("digest", text));
        return files.put(new UploadName(namespace, name, upload), new FileBody(path, content, length, announced));
    }

    @DELETE
    @ResponseStatus(204)
    @Operation(summary = "Takes a file out of the upload.")
    public void remove(String namespace, String name, String upload, @QueryParam("path") @NotNull String path) {
        files.remove(new UploadName(namespace, name, upload), path);
    }

    @POST
    @LargeBody
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Sends a zip, tar, tar.gz or tar.zst that is unpacked into the upload, below directory=.",
            description = "Absolute paths, .. and links are refused; files before them stay in the upload.")
    public UnpackedArchive unpack(
            String namespace,
            String name,
            String upload,
            @QueryParam("directory") @DefaultValue("") String directory,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long length,
            InputStream archive) {
        return files.unpack(new UploadName(namespace, name, upload), directory, archive, length);
    }
}

package io.kubesphere.ai.dataset.rest;

import io.kubesphere.ai.dataset.DatasetFile;
import io.kubesphere.ai.dataset.NewPiecewise;
import io.kubesphere.ai.dataset.Piecewise;
import io.kubesphere.ai.dataset.UploadFiles;
import io.kubesphere.ai.dataset.UploadName;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.kapi.http.LargeBody;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
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
import org.jboss.resteasy.reactive.ResponseStatus;

/** Large files of an open upload, sent in pieces: in parallel, and only the missing ones again after a broken line. */
@Path(KapiPaths.IN_NAMESPACE + "/datasets/{name}/uploads/{upload}/pieces")
class UploadPieceResource {
    private final UploadFiles files;

    UploadPieceResource(UploadFiles files) {
        this.files = files;
    }

    /** The same, reached through the workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/datasets/{name}/uploads/{upload}/pieces")
    static class ThroughWorkspace extends UploadPieceResource {
        ThroughWorkspace(UploadFiles files) {
            super(files);
        }
    }

    @POST
    @ResponseStatus(201)
    @Operation(summary = "Begins a file that comes in pieces; the answer says how many of which size.")
    public Piecewise begin(String namespace, String name, String upload, @NotNull @Valid NewPiecewise file) {
        return files.begin(new UploadName(namespace, name, upload), file);
    }

    @GET
    @Path("/{file}")
    @Operation(summary = "Which pieces have arrived.")
    public Piecewise get(String namespace, String name, String upload, String file) {
        return files.piecewise(new UploadName(namespace, name, upload), file);
    }

    @PUT
    @LargeBody
    @Path("/{file}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Sends the piece of this number, from 1; it has exactly its size.")
    public Piecewise put(
            String namespace,
            String name,
            String upload,
            String file,
            @QueryParam("number") int number,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long length,
            InputStream content) {
        return files.putPiece(new UploadName(namespace, name, upload), file, number, content, length);
    }

    @POST
    @Path("/{file}/join")
    @Operation(summary = "Makes the file of its pieces; with digest= it is refused when its content has another.")
    public DatasetFile join(
            String namespace, String name, String upload, String file, @QueryParam("digest") Optional<String> digest) {
        var announced = digest.map(text -> Digest.parse("digest", text));
        return files.join(new UploadName(namespace, name, upload), file, announced);
    }
}

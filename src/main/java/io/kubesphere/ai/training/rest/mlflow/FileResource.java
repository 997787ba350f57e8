package io.kubesphere.ai.training.rest.mlflow;

import io.kubesphere.ai.kernel.auth.CurrentRun;
import io.kubesphere.ai.kernel.auth.ForRuns;
import io.kubesphere.ai.kernel.kapi.http.LargeBody;
import io.kubesphere.ai.training.OutputRecord;
import io.kubesphere.ai.training.ReportedFiles;
import io.kubesphere.ai.training.ReportedFiles.Owner;
import io.kubesphere.ai.training.ReportedFiles.Place;
import io.kubesphere.ai.training.TrackedRuns;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The file store that MLflow's client finds behind {@code mlflow-artifacts:} addresses. */
@ForRuns
@Path(MlflowPaths.FILES)
class FileResource {
    private final CurrentRun caller;
    private final ReportedFiles files;
    private final TrackedRuns runs;

    FileResource(CurrentRun caller, ReportedFiles files, TrackedRuns runs) {
        this.caller = caller;
        this.files = files;
        this.runs = runs;
    }

    @GET
    @Path("/artifacts")
    public FileView.ListAnswer list(@Context UriInfo uri) {
        var place =
                ArtifactPaths.parse(MlflowRequest.of(uri.getQueryParameters()).text("path"));
        return new FileView.ListAnswer(
                Optional.empty(), FileView.in(place.path(), files.list(caller.get(), place), outputs(place)));
    }

    private List<OutputRecord> outputs(Place place) {
        return place.kind() == Owner.RUN ? runs.outputs(caller.get(), place.owner()) : List.of();
    }

    @PUT
    @Path("/artifacts/{path: .+}")
    @LargeBody
    @Consumes(MediaType.WILDCARD)
    public Map<String, String> upload(
            String path,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long length,
            InputStream content) {
        files.store(
                caller.get(),
                ArtifactPaths.parse(path),
                content,
                length < 0 ? OptionalLong.empty() : OptionalLong.of(length));
        return Map.of();
    }

    @GET
    @Path("/artifacts/{path: .+}")
    public Response download(String path) {
        var file = files.open(caller.get(), ArtifactPaths.parse(path));
        return Response.ok(file.content(), MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .header(HttpHeaders.CONTENT_LENGTH, file.size())
                .build();
    }

    @DELETE
    @Path("/artifacts/{path: .+}")
    public Map<String, String> delete(String path) {
        files.delete(caller.get(), ArtifactPaths.parse(path));
        return Map.of();
    }

    /** By this code the client knows that it has to send the file as a whole. */
    @POST
    @Path("/mpu/{path: .+}")
    public Response uploadInParts() {
        return Response.status(Response.Status.NOT_IMPLEMENTED)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new MlflowError("NOT_IMPLEMENTED", "files are not taken in parts; send them as a whole"))
                .build();
    }
}

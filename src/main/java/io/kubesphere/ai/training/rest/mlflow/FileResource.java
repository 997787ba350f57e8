package io.kubesphere.ai.training.rest.mlflow;

import io.kubesphere.ai.kernel.auth.CurrentRun;
import io.kubesphere.ai.kernel.auth.ForRuns;
import io.kubesphere.ai.training.TrackedRuns;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** MLflow's file store, which we are not: it lists what a run has left behind, and says where files belong. */
@ForRuns
@Path(MlflowPaths.FILES)
class FileResource {
    private final CurrentRun caller;
    private final TrackedRuns runs;

    FileResource(CurrentRun caller, TrackedRuns runs) {
        this.caller = caller;
        this.runs = runs;
    }

    @GET
    @Path("/artifacts")
    public FileView.ListAnswer list(@Context UriInfo uri) {
        var place =
                ArtifactPaths.parse(MlflowRequest.of(uri.getQueryParameters()).text("path"));
        return new FileView.ListAnswer(
                Optional.empty(), FileView.of(runs.outputs(caller.get(), place.run()), place.below()));
    }

    @PUT
    @Path("/artifacts/{path: .+}")
    public Response upload() {
        return notStored();
    }

    @GET
    @Path("/artifacts/{path: .+}")
    public Response download() {
        return notStored();
    }

    @DELETE
    @Path("/artifacts/{path: .+}")
    public Response delete() {
        return notStored();
    }

    @POST
    @Path("/mpu/{path: .+}")
    public Response uploadInParts() {
        return notStored();
    }

    private static Response notStored() {
        return Response.status(Response.Status.NOT_IMPLEMENTED)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new MlflowError(
                        "NOT_IMPLEMENTED",
                        "files are not taken here: what the program writes below $AIP_OUTPUT_<NAME> becomes an output"
                                + " of its run"))
                .build();
    }
}

package io.kubesphere.ai.training.rest.mlflow;

import io.kubesphere.ai.kernel.auth.CurrentRun;
import io.kubesphere.ai.kernel.auth.ForRuns;
import io.kubesphere.ai.training.TrackedRuns;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** Outputs of a run in the words of MLflow's artifacts; the stock client asks {@link FileResource} instead. */
@ForRuns
@Path(MlflowPaths.API + "/artifacts")
class OutputResource {
    private final CurrentRun caller;
    private final TrackedRuns runs;

    OutputResource(CurrentRun caller, TrackedRuns runs) {
        this.caller = caller;
        this.runs = runs;
    }

    @GET
    @Path("/list")
    public FileView.ListAnswer list(@Context UriInfo uri) {
        var request = MlflowRequest.of(uri.getQueryParameters());
        var files = FileView.of(runs.outputs(caller.get(), request.runId()), request.value("path"));
        var root = ArtifactPaths.ofRun(caller.get().namespace(), RunView.id(request.runId()));
        return new FileView.ListAnswer(Optional.of(root), files);
    }
}

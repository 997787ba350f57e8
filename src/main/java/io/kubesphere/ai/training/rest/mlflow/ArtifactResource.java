package io.kubesphere.ai.training.rest.mlflow;

import io.kubesphere.ai.kernel.auth.CurrentRun;
import io.kubesphere.ai.kernel.auth.ForRuns;
import io.kubesphere.ai.training.ReportedFiles;
import io.kubesphere.ai.training.ReportedFiles.Owner;
import io.kubesphere.ai.training.ReportedFiles.Place;
import io.kubesphere.ai.training.TrackedRuns;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** Files and outputs of a run by its id; the Python client asks {@link FileResource} instead. */
@ForRuns
@Path(MlflowPaths.API + "/artifacts")
class ArtifactResource {
    private final CurrentRun caller;
    private final ReportedFiles files;
    private final TrackedRuns runs;

    ArtifactResource(CurrentRun caller, ReportedFiles files, TrackedRuns runs) {
        this.caller = caller;
        this.files = files;
        this.runs = runs;
    }

    @GET
    @Path("/list")
    public FileView.ListAnswer list(@Context UriInfo uri) {
        var request = MlflowRequest.of(uri.getQueryParameters());
        var place = new Place(Owner.RUN, request.runId(), ArtifactPaths.below(request.value("path")));
        var found =
                FileView.in(place.path(), files.list(caller.get(), place), runs.outputs(caller.get(), request.runId()));
        return new FileView.ListAnswer(
                Optional.of(ArtifactPaths.ofRun(caller.get().namespace(), RunView.id(request.runId()))),
                found.stream().map(view -> view.below(place.path())).toList());
    }
}

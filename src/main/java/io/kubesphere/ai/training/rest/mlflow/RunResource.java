package io.kubesphere.ai.training.rest.mlflow;

import io.kubesphere.ai.kernel.auth.CurrentRun;
import io.kubesphere.ai.kernel.auth.ForRuns;
import io.kubesphere.ai.training.TrackedRuns;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Map;

/** The life of runs, as MLflow's client tells it. */
@ForRuns
@Path(MlflowPaths.API + "/runs")
class RunResource {
    private final CurrentRun caller;
    private final TrackedRuns runs;
    private final Clock clock;

    RunResource(CurrentRun caller, TrackedRuns runs, Clock clock) {
        this.caller = caller;
        this.runs = runs;
        this.clock = clock;
    }

    @GET
    @Path("/get")
    public RunView.Answer get(@Context UriInfo uri) {
        var request = MlflowRequest.of(uri.getQueryParameters());
        return new RunView.Answer(RunView.of(runs.get(caller.get(), request.runId())));
    }

    @POST
    @Path("/create")
    public RunView.Answer create(MlflowRequest request) {
        Experiment.find(caller.get().namespace(), request.text("experiment_id"));
        return new RunView.Answer(RunView.of(runs.open(caller.get(), Messages.child(request, clock.millis()))));
    }

    @POST
    @Path("/update")
    public RunView.InfoAnswer update(MlflowRequest request) {
        return new RunView.InfoAnswer(
                RunView.Info.of(runs.claim(caller.get(), request.runId(), Messages.claim(request))));
    }

    @POST
    @Path("/search")
    public RunView.ListAnswer search(MlflowRequest request) {
        return RunView.ListAnswer.of(
                runs.search(caller.get(), Messages.search(request, caller.get().namespace())));
    }

    @POST
    @Path("/delete")
    public Map<String, String> delete(MlflowRequest request) {
        runs.delete(caller.get(), request.runId());
        return Map.of();
    }

    @POST
    @Path("/restore")
    public Map<String, String> restore(MlflowRequest request) {
        runs.restore(caller.get(), request.runId());
        return Map.of();
    }
}

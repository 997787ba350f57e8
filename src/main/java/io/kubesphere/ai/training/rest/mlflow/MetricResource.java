package io.kubesphere.ai.training.rest.mlflow;

import io.kubesphere.ai.kernel.auth.CurrentRun;
import io.kubesphere.ai.kernel.auth.ForRuns;
import io.kubesphere.ai.training.Reports;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/** Metrics as MLflow's client reads them back. */
@ForRuns
@Path(MlflowPaths.API + "/metrics")
class MetricResource {
    private final CurrentRun caller;
    private final Reports reports;

    MetricResource(CurrentRun caller, Reports reports) {
        this.caller = caller;
        this.reports = reports;
    }

    @GET
    @Path("/get-history")
    public RunView.HistoryAnswer history(@Context UriInfo uri) {
        var request = MlflowRequest.of(uri.getQueryParameters());
        var key = request.text("metric_key");
        return RunView.HistoryAnswer.of(
                key,
                reports.history(
                        caller.get(), request.runId(), key, Messages.pageSize(request), request.value("page_token")));
    }
}

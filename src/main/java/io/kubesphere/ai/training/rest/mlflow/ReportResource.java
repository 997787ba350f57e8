package io.kubesphere.ai.training.rest.mlflow;

import io.kubesphere.ai.kernel.auth.CurrentRun;
import io.kubesphere.ai.kernel.auth.ForRuns;
import io.kubesphere.ai.training.LoggedModel.Role;
import io.kubesphere.ai.training.Report;
import io.kubesphere.ai.training.Reports;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;

/** What MLflow's client reports about a run. Each answer is empty, as the client expects. */
@ForRuns
@Path(MlflowPaths.API + "/runs")
class ReportResource {
    private final CurrentRun caller;
    private final Reports reports;

    ReportResource(CurrentRun caller, Reports reports) {
        this.caller = caller;
        this.reports = reports;
    }

    @POST
    @Path("/log-metric")
    public Map<String, String> metric(MlflowRequest request) {
        return take(request, Report.metric(Messages.metric(request)));
    }

    @POST
    @Path("/log-parameter")
    public Map<String, String> parameter(MlflowRequest request) {
        return take(request, Report.parameter(Messages.text(request)));
    }

    @POST
    @Path("/log-batch")
    public Map<String, String> batch(MlflowRequest request) {
        return take(request, Messages.report(request));
    }

    @POST
    @Path("/set-tag")
    public Map<String, String> tag(MlflowRequest request) {
        return take(request, Report.tag(Messages.text(request)));
    }

    private Map<String, String> take(MlflowRequest request, Report report) {
        reports.take(caller.get(), request.runId(), report);
        return Map.of();
    }

    @POST
    @Path("/delete-tag")
    public Map<String, String> removeTag(MlflowRequest request) {
        reports.removeTag(caller.get(), request.runId(), request.text("key"));
        return Map.of();
    }

    @POST
    @Path("/log-inputs")
    public Map<String, String> inputs(MlflowRequest request) {
        reports.reads(caller.get(), request.runId(), Messages.datasets(request));
        reports.links(caller.get(), request.runId(), Messages.links(request, Role.INPUT));
        return Map.of();
    }

    @POST
    @Path("/outputs")
    public Map<String, String> outputs(MlflowRequest request) {
        reports.links(caller.get(), request.runId(), Messages.links(request, Role.OUTPUT));
        return Map.of();
    }

    /** MLflow 2's way to say that a model was made. */
    @POST
    @Path("/log-model")
    public Map<String, String> model(MlflowRequest request) {
        reports.makes(caller.get(), request.runId(), request.text("model_json"));
        return Map.of();
    }
}

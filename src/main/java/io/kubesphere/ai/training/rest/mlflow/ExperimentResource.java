package io.kubesphere.ai.training.rest.mlflow;

import io.kubesphere.ai.kernel.auth.CurrentRun;
import io.kubesphere.ai.kernel.auth.ForRuns;
import io.kubesphere.ai.training.Report;
import io.kubesphere.ai.training.ReportedText;
import io.kubesphere.ai.training.Reports;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/** Experiments, of which a program sees one. */
@ForRuns
@Path(MlflowPaths.API + "/experiments")
class ExperimentResource {
    /** Keeps the name that a program wanted for its experiment. */
    private static final String WANTED_TAG = "aip.experiment";

    private final CurrentRun caller;
    private final Reports reports;

    ExperimentResource(CurrentRun caller, Reports reports) {
        this.caller = caller;
        this.reports = reports;
    }

    @GET
    @Path("/get")
    public Experiment.Answer get(@Context UriInfo uri) {
        return new Experiment.Answer(Experiment.find(
                caller.get().namespace(),
                MlflowRequest.of(uri.getQueryParameters()).text("experiment_id")));
    }

    @GET
    @Path("/get-by-name")
    public Experiment.Answer getByName(@Context UriInfo uri) {
        return new Experiment.Answer(Experiment.find(
                caller.get().namespace(),
                MlflowRequest.of(uri.getQueryParameters()).text("experiment_name")));
    }

    @POST
    @Path("/search")
    public Experiment.ListAnswer search(MlflowRequest request) {
        return new Experiment.ListAnswer(Experiment.search(caller.get().namespace(), request));
    }

    /**
     * A program that calls {@code set_experiment} with a name of its own gets the experiment of its project, since its
     * run is there already; the name is kept as a tag of the run.
     */
    @POST
    @Path("/create")
    public Experiment.Created create(MlflowRequest request) {
        var run = caller.get();
        reports.take(run, run.uid(), Report.tag(new ReportedText(WANTED_TAG, request.text("name"))));
        return new Experiment.Created(run.namespace());
    }
}

package io.kubesphere.ai.training.rest.mlflow;

import io.kubesphere.ai.kernel.auth.CurrentRun;
import io.kubesphere.ai.kernel.auth.ForRuns;
import io.kubesphere.ai.training.LoggedModels;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;

/** MLflow 3's logged models, which its autologging cannot do without. */
@ForRuns
@Path(MlflowPaths.API + "/logged-models")
class LoggedModelResource {
    private final CurrentRun caller;
    private final LoggedModels models;

    LoggedModelResource(CurrentRun caller, LoggedModels models) {
        this.caller = caller;
        this.models = models;
    }

    @POST
    public ModelView.Answer begin(MlflowRequest request) {
        Experiment.find(caller.get().namespace(), request.text("experiment_id"));
        return ModelView.Answer.of(caller.get().namespace(), models.begin(caller.get(), Messages.draft(request)));
    }

    @GET
    @Path("/{model}")
    public ModelView.Answer get(String model) {
        return ModelView.Answer.of(caller.get().namespace(), models.get(caller.get(), model));
    }

    @PATCH
    @Path("/{model}")
    public ModelView.Answer finish(String model, MlflowRequest request) {
        var status = ModelView.status(request.text("status"));
        return ModelView.Answer.of(caller.get().namespace(), models.finish(caller.get(), model, status));
    }

    @POST
    @Path("/{model}/params")
    public Map<String, String> parameters(String model, MlflowRequest request) {
        models.describe(caller.get(), model, Messages.texts(request, "params"), List.of());
        return Map.of();
    }

    @PATCH
    @Path("/{model}/tags")
    public Map<String, String> tags(String model, MlflowRequest request) {
        models.describe(caller.get(), model, List.of(), Messages.texts(request, "tags"));
        return Map.of();
    }
}

package io.kubesphere.ai.training.rest.mlflow;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.kubesphere.ai.training.LoggedModel;
import java.util.List;

/** MLflow's logged model. */
record ModelView(Info info, Data data) {
    private static final String STATUS = "LOGGED_MODEL_";

    /** What MLflow calls the info of a model. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Info(
            String modelId,
            String experimentId,
            String name,
            long creationTimestampMs,
            long lastUpdatedTimestampMs,
            String artifactUri,
            String status,
            String modelType,
            String sourceRunId,
            List<RunView.Text> tags) {}

    /** Parameters of a model; its metrics are those of the runs that reported them. */
    record Data(List<RunView.Text> params) {}

    /** An answer that holds a model. */
    record Answer(ModelView model) {
        static Answer of(String project, LoggedModel model) {
            return new Answer(ModelView.of(project, model));
        }
    }

    static ModelView of(String project, LoggedModel model) {
        var info = new Info(
                model.id(),
                project,
                model.name(),
                model.createdAt().toEpochMilli(),
                model.updatedAt().toEpochMilli(),
                ArtifactPaths.ofModel(project, model.id()),
                STATUS + model.status().name(),
                model.type(),
                model.source().map(RunView::id).orElse(""),
                RunView.Text.listOf(model.tags()));
        return new ModelView(info, new Data(RunView.Text.listOf(model.parameters())));
    }

    /** As MLflow writes it. */
    static LoggedModel.Status status(String written) {
        for (var status : LoggedModel.Status.values()) {
            if (written.equals(STATUS + status.name())) {
                return status;
            }
        }
        throw MlflowRequest.unfit("status", "LOGGED_MODEL_READY or LOGGED_MODEL_UPLOAD_FAILED", written);
    }
}

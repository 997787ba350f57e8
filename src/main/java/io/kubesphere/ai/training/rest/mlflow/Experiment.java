package io.kubesphere.ai.training.rest.mlflow;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.util.List;

/** MLflow's experiment: a program sees one, the project of its run, whose name is also its id. */
@JsonNaming(SnakeCaseStrategy.class)
record Experiment(String experimentId, String name, String artifactLocation, String lifecycleStage) {

    static Experiment of(String project) {
        return new Experiment(project, project, ArtifactPaths.ofExperiment(project), "active");
    }

    /** The one of the project, or a 404 when another is asked for. */
    static Experiment find(String project, String wanted) {
        if (!wanted.equals(project)) {
            throw Problem.of(
                    Problem.Code.NOT_FOUND,
                    "there is no experiment %s that this program may see; its run belongs to %s",
                    wanted,
                    project);
        }
        return of(project);
    }

    /** The one of the project where the view shows experiments that are there. */
    static List<Experiment> search(String project, MlflowRequest request) {
        request.optionalText("filter").ifPresent(filter -> {
            throw Problem.of(
                    Problem.Code.INVALID, "experiments cannot be filtered: a program sees one, that of %s", project);
        });
        return request.textOr("view_type", "ACTIVE_ONLY").equals("DELETED_ONLY") ? List.of() : List.of(of(project));
    }

    /** An answer that holds one. */
    record Answer(Experiment experiment) {}

    /** An answer that holds all there are. */
    record ListAnswer(List<Experiment> experiments) {}

    /** An answer that names one. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Created(String experimentId) {}
}

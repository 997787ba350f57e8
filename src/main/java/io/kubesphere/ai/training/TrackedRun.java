package io.kubesphere.ai.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run as its program reports it: the run itself, or one that the program has opened below it.
 *
 * @param id uid of the run; of a child run a uid of its own
 * @param root uid of the run that it belongs to; its own when it is no child
 */
public record TrackedRun(
        String id, String root, Optional<String> parent, String project, Course course, Content content) {
    /** Where MLflow keeps a run's name. */
    public static final String NAME_TAG = "mlflow.runName";

    /** By which tag MLflow's client says below which run a new one belongs. */
    public static final String PARENT_TAG = "mlflow.parentRunId";

    /**
     * What the program says about the run's life.
     *
     * @param startMs by the program's clock; of the run itself when it was created
     * @param deleted only child runs can be; they can be restored
     */
    public record Course(String creator, ReportedStatus status, long startMs, OptionalLong endMs, boolean deleted) {}

    /** What has been reported so far. */
    public record Content(
            List<MetricSummary> metrics,
            Map<String, String> parameters,
            Map<String, String> tags,
            List<ReportedDataset> datasets,
            List<LoggedModel.Link> models) {
        public static final Content NONE = new Content(List.of(), Map.of(), Map.of(), List.of(), List.of());

        public Content {
            metrics = List.copyOf(metrics);
            parameters = Map.copyOf(parameters);
            tags = Map.copyOf(tags);
            datasets = List.copyOf(datasets);
            models = List.copyOf(models);
        }
    }

    public String name() {
        return content.tags().getOrDefault(NAME_TAG, "");
    }

    public boolean isChild() {
        return !id.equals(root);
    }
}

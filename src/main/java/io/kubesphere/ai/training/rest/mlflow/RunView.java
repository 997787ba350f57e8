package io.kubesphere.ai.training.rest.mlflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.kubesphere.ai.training.Continued;
import io.kubesphere.ai.training.LoggedModel;
import io.kubesphere.ai.training.LoggedModel.Role;
import io.kubesphere.ai.training.MetricPoint;
import io.kubesphere.ai.training.ReportedDataset;
import io.kubesphere.ai.training.TrackedRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** MLflow's run. */
record RunView(Info info, Data data, Inputs inputs, Outputs outputs) {

    /** What MLflow calls the info of a run; the id stands in it twice for old clients. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonNaming(SnakeCaseStrategy.class)
    record Info(
            String runUuid,
            String runId,
            String runName,
            String experimentId,
            String userId,
            String status,
            long startTime,
            OptionalLong endTime,
            String artifactUri,
            String lifecycleStage) {

        static Info of(TrackedRun run) {
            var id = id(run.id());
            var course = run.course();
            return new Info(
                    id,
                    id,
                    run.name(),
                    run.project(),
                    course.creator(),
                    course.status().name(),
                    course.startMs(),
                    course.endMs(),
                    ArtifactPaths.ofRun(run.project(), id),
                    course.deleted() ? "deleted" : "active");
        }
    }

    /** Latest metrics, parameters and tags. */
    record Data(List<Metric> metrics, List<Text> params, List<Text> tags) {}

    /** A point of a metric; the name of a point in a series stands in each. */
    record Metric(String key, double value, long timestamp, long step) {
        static Metric of(String key, MetricPoint point) {
            return new Metric(key, point.value(), point.timestampMs(), point.step());
        }
    }

    /** A parameter or tag. */
    record Text(String key, String value) {
        static List<Text> listOf(Map<String, String> texts) {
            return texts.entrySet().stream()
                    .map(text -> new Text(text.getKey(), text.getValue()))
                    .sorted((left, right) -> left.key.compareTo(right.key))
                    .toList();
        }
    }

    /** What a run has read. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Inputs(List<DatasetInput> datasetInputs, List<ModelLink> modelInputs) {}

    /** A data set with what it was read for. */
    record DatasetInput(List<Text> tags, Dataset dataset) {
        static DatasetInput of(ReportedDataset dataset) {
            return new DatasetInput(
                    dataset.tags().stream()
                            .map(tag -> new Text(tag.key(), tag.value()))
                            .toList(),
                    new Dataset(
                            dataset.name(),
                            dataset.digest(),
                            dataset.sourceType(),
                            dataset.source(),
                            dataset.schema(),
                            dataset.profile()));
        }
    }

    /** MLflow's data set. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonNaming(SnakeCaseStrategy.class)
    record Dataset(String name, String digest, String sourceType, String source, String schema, String profile) {}

    /** What a run has made. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Outputs(List<ModelLink> modelOutputs) {}

    /** A logged model that a run has read or made. */
    @JsonNaming(SnakeCaseStrategy.class)
    record ModelLink(String modelId, long step) {}

    /** An answer that holds a run. */
    record Answer(RunView run) {}

    /** An answer that holds a run's info. */
    @JsonNaming(SnakeCaseStrategy.class)
    record InfoAnswer(Info runInfo) {}

    /** A part of a list of runs. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonNaming(SnakeCaseStrategy.class)
    record ListAnswer(List<RunView> runs, Optional<String> nextPageToken) {
        static ListAnswer of(Continued<TrackedRun> runs) {
            return new ListAnswer(runs.items().stream().map(RunView::of).toList(), runs.next());
        }
    }

    /** A part of a series. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonNaming(SnakeCaseStrategy.class)
    record HistoryAnswer(List<Metric> metrics, Optional<String> nextPageToken) {
        static HistoryAnswer of(String key, Continued<MetricPoint> points) {
            return new HistoryAnswer(
                    points.items().stream().map(point -> Metric.of(key, point)).toList(), points.next());
        }
    }

    static RunView of(TrackedRun run) {
        var content = run.content();
        var metrics = content.metrics().stream()
                .map(metric -> new Metric(metric.key(), metric.value(), metric.timestampMs(), metric.step()))
                .toList();
        return new RunView(
                Info.of(run),
                new Data(metrics, Text.listOf(content.parameters()), Text.listOf(content.tags())),
                new Inputs(
                        content.datasets().stream().map(DatasetInput::of).toList(),
                        links(content.models(), Role.INPUT)),
                new Outputs(links(content.models(), Role.OUTPUT)));
    }

    private static List<ModelLink> links(List<LoggedModel.Link> models, Role role) {
        return models.stream()
                .filter(model -> model.role() == role)
                .map(model -> new ModelLink(model.model(), model.step()))
                .toList();
    }

    /** MLflow writes ids without dashes. */
    static String id(String uid) {
        return uid.replace("-", "");
    }
}

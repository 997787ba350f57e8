package io.kubesphere.ai.training.rest.mlflow;

import io.kubesphere.ai.training.ChildRun;
import io.kubesphere.ai.training.LoggedModel;
import io.kubesphere.ai.training.LoggedModel.Role;
import io.kubesphere.ai.training.LoggedModels;
import io.kubesphere.ai.training.Report;
import io.kubesphere.ai.training.ReportedDataset;
import io.kubesphere.ai.training.ReportedMetric;
import io.kubesphere.ai.training.ReportedStatus;
import io.kubesphere.ai.training.ReportedText;
import io.kubesphere.ai.training.RunClaim;
import io.kubesphere.ai.training.RunSearch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Translates MLflow's messages. */
final class Messages {
    private static final int USUAL_PAGE = 1000;
    private static final int LARGEST_PAGE = 50_000;

    private Messages() {}

    static Report report(MlflowRequest request) {
        return new Report(
                request.messages("metrics").stream().map(Messages::metric).toList(),
                texts(request, "params"),
                texts(request, "tags"));
    }

    static ReportedMetric metric(MlflowRequest request) {
        return new ReportedMetric(
                request.text("key"),
                request.number("value"),
                request.integer("timestamp"),
                request.integerOr("step", 0));
    }

    static ReportedText text(MlflowRequest request) {
        return new ReportedText(request.text("key"), request.value("value"));
    }

    static List<ReportedText> texts(MlflowRequest request, String field) {
        return request.messages(field).stream().map(Messages::text).toList();
    }

    static ChildRun child(MlflowRequest request, long nowMs) {
        return new ChildRun(
                request.value("user_id"),
                request.integerOr("start_time", nowMs),
                request.value("run_name"),
                texts(request, "tags"));
    }

    static RunClaim claim(MlflowRequest request) {
        return new RunClaim(
                request.optionalText("status").map(status -> oneOf(ReportedStatus.values(), "status", status)),
                request.optionalInteger("end_time"),
                request.optionalText("run_name"));
    }

    /** Of another experiment than the program's there is nothing to be found. */
    static RunSearch search(MlflowRequest request, String project) {
        var isOwn = request.texts("experiment_ids").contains(project);
        var limit = request.integerOr("max_results", USUAL_PAGE);
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw MlflowRequest.unfit("max_results", "from 1 to " + LARGEST_PAGE, limit);
        }
        return new RunSearch(
                request.value("filter"),
                request.texts("order_by"),
                oneOf(RunSearch.View.values(), "run_view_type", request.textOr("run_view_type", "ACTIVE_ONLY")),
                isOwn ? (int) limit : 0,
                request.value("page_token"));
    }

    /** Of a part of a series; 0 when the client leaves it to us. */
    static int pageSize(MlflowRequest request) {
        var size = request.integerOr("max_results", Integer.MAX_VALUE);
        if (size < 1) {
            throw MlflowRequest.unfit("max_results", "at least 1", size);
        }
        return request.optionalInteger("max_results").isEmpty() ? 0 : (int) Math.min(size, Integer.MAX_VALUE);
    }

    static List<ReportedDataset> datasets(MlflowRequest request) {
        return request.messages("datasets").stream().map(Messages::dataset).toList();
    }

    private static ReportedDataset dataset(MlflowRequest input) {
        var dataset = input.message("dataset");
        return new ReportedDataset(
                dataset.text("name"),
                dataset.text("digest"),
                dataset.text("source_type"),
                dataset.text("source"),
                dataset.value("schema"),
                dataset.value("profile"),
                texts(input, "tags"));
    }

    static List<LoggedModel.Link> links(MlflowRequest request, Role role) {
        return request.messages("models").stream()
                .map(model -> new LoggedModel.Link(model.text("model_id"), role, model.integerOr("step", 0)))
                .toList();
    }

    static LoggedModels.Draft draft(MlflowRequest request) {
        return new LoggedModels.Draft(
                request.value("name"),
                request.value("model_type"),
                request.optionalText("source_run_id"),
                texts(request, "params"),
                texts(request, "tags"));
    }

    private static <E extends Enum<E>> E oneOf(E[] values, String field, String written) {
        return Stream.of(values)
                .filter(value -> value.name().equals(written))
                .findFirst()
                .orElseThrow(() -> MlflowRequest.unfit(field, "one of " + Arrays.toString(values), written));
    }
}

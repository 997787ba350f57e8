package io.kubesphere.ai.training.rest;

import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.training.JobExplanation;
import io.kubesphere.ai.training.MetricChart;
import io.kubesphere.ai.training.RunComparison;
import io.kubesphere.ai.training.RunMetrics;
import io.kubesphere.ai.training.TrainingRuns;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What a job reports, and how it stands; also of a job whose custom resource is gone. */
@Path(KapiPaths.IN_NAMESPACE + "/trainingjobs/{name}")
class TrainingReportResource {
    private final TrainingRuns runs;
    private final RunMetrics metrics;

    TrainingReportResource(TrainingRuns runs, RunMetrics metrics) {
        this.runs = runs;
        this.metrics = metrics;
    }

    /** The same, reached through the workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/trainingjobs/{name}")
    static class ThroughWorkspace extends TrainingReportResource {
        ThroughWorkspace(TrainingRuns runs, RunMetrics metrics) {
            super(runs, metrics);
        }
    }

    @GET
    @Path("/explanation")
    @Operation(summary = "Why the job waits, goes on or failed: reason, evidence and the next step.")
    public JobExplanation explanation(String namespace, String name) {
        return runs.explain(namespace, name);
    }

    @GET
    @Path("/metrics")
    @Operation(summary = "Metrics that the job's program has reported, thinned out for a chart.")
    public MetricChart metrics(
            String namespace,
            String name,
            @Parameter(description = "Names of metrics, separated by commas; absent for all.", example = "loss,auc")
                    @QueryParam("keys")
                    @DefaultValue("")
                    String keys,
            @Parameter(description = "Most points of each metric.")
                    @QueryParam("points")
                    @DefaultValue("500")
                    @Min(10)
                    @Max(10_000)
                    int points) {
        return metrics.chart(runs.uid(namespace, name), split(keys), points);
    }

    @GET
    @Path("/compare")
    @Operation(summary = "This job beside others: parameters that differ, latest metrics, and which did best.")
    public RunComparison compare(
            String namespace,
            String name,
            @Parameter(description = "Names or uids of other runs of the project, separated by commas.")
                    @QueryParam("with")
                    @DefaultValue("")
                    String with) {
        var all = new ArrayList<String>(List.of(name));
        all.addAll(split(with));
        return runs.compare(namespace, all);
    }

    private static Set<String> split(String list) {
        return Stream.of(list.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}

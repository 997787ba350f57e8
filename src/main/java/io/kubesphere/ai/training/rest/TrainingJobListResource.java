package io.kubesphere.ai.training.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.http.ListParameters;
import io.kubesphere.ai.kernel.tenancy.Place;
import io.kubesphere.ai.training.RunRecord;
import io.kubesphere.ai.training.TrainingJobs;
import io.kubesphere.ai.training.TrainingRuns;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Training jobs and runs across projects. */
@Path(KapiPaths.ROOT)
class TrainingJobListResource {
    private final TrainingJobs jobs;
    private final TrainingRuns runs;

    TrainingJobListResource(TrainingJobs jobs, TrainingRuns runs) {
        this.jobs = jobs;
        this.runs = runs;
    }

    @GET
    @Path("/trainingjobs")
    @Operation(summary = "All training jobs of the cluster.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "TrainingJobPage")))
    public Page<JsonNode> everywhere(@BeanParam ListParameters parameters) {
        return jobs.page(Place.everywhere(), parameters.query());
    }

    @GET
    @Path("/workspaces/{workspace}/trainingjobs")
    @Operation(summary = "Training jobs of all projects of the workspace.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "TrainingJobPage")))
    public Page<JsonNode> inWorkspace(String workspace, @BeanParam ListParameters parameters) {
        return jobs.page(Place.workspace(workspace), parameters.query());
    }

    @GET
    @Path("/trainingruns")
    @Operation(summary = "Records of all runs of the cluster.")
    public Page<RunRecord> runsEverywhere(@BeanParam ListParameters parameters) {
        return runs.page(Place.everywhere(), parameters.query());
    }

    @GET
    @Path("/workspaces/{workspace}/trainingruns")
    @Operation(summary = "Records of runs of all projects of the workspace.")
    public Page<RunRecord> runsInWorkspace(String workspace, @BeanParam ListParameters parameters) {
        return runs.page(Place.workspace(workspace), parameters.query());
    }
}

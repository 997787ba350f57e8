package io.kubesphere.ai.training.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.kernel.auth.CurrentCaller;
import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.ResourcePatch;
import io.kubesphere.ai.kernel.kapi.http.ListParameters;
import io.kubesphere.ai.kernel.tenancy.Place;
import io.kubesphere.ai.training.JobEvent;
import io.kubesphere.ai.training.Rerun;
import io.kubesphere.ai.training.TrainingJobs;
import io.kubesphere.ai.training.Worker;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Training jobs of one project. */
@Path(KapiPaths.IN_NAMESPACE + "/trainingjobs")
class TrainingJobResource {
    private final TrainingJobs jobs;
    private final CurrentCaller caller;

    TrainingJobResource(TrainingJobs jobs, CurrentCaller caller) {
        this.jobs = jobs;
        this.caller = caller;
    }

    /** The same, reached through the workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/trainingjobs")
    static class ThroughWorkspace extends TrainingJobResource {
        ThroughWorkspace(TrainingJobs jobs, CurrentCaller caller) {
            super(jobs, caller);
        }
    }

    @GET
    @Operation(
            summary = "Training jobs of the project.",
            description = "fieldSelector knows status.phase, status.reason, spec.queue, spec.engine,"
                    + " spec.algorithm.name, spec.algorithm.version and creator.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "TrainingJobPage")))
    public Page<JsonNode> list(String namespace, @BeanParam ListParameters parameters) {
        return jobs.page(Place.project(namespace), parameters.query());
    }

    @GET
    @Path("/{name}")
    @Operation(summary = "One training job.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "TrainingJob")))
    public JsonNode get(String namespace, String name) {
        return jobs.get(namespace, name);
    }

    @POST
    @ResponseStatus(201)
    @Operation(summary = "Submits a training job; a 422 names every field that is wrong.")
    @RequestBody(content = @Content(schema = @Schema(ref = "TrainingJob")))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(ref = "TrainingJob")))
    public JsonNode create(String namespace, @NotNull JsonNode job) {
        return jobs.create(caller.get(), namespace, job);
    }

    @PATCH
    @Path("/{name}")
    @Consumes({ResourcePatch.MERGE_PATCH, ResourcePatch.JSON_PATCH, "application/json"})
    @Operation(summary = "Changes labels, annotations, suspend or ttlSecondsAfterFinished.")
    @RequestBody(content = @Content(schema = @Schema(ref = "Patch")))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "TrainingJob")))
    public JsonNode patch(
            String namespace, String name, @HeaderParam(HttpHeaders.CONTENT_TYPE) String type, @NotNull JsonNode body) {
        return jobs.patch(namespace, name, ResourcePatch.of(type, body));
    }

    @DELETE
    @Path("/{name}")
    @ResponseStatus(204)
    @Operation(summary = "Ends and deletes a job; its record, metrics, outputs and archived log stay.")
    public void delete(String namespace, String name) {
        jobs.delete(namespace, name);
    }

    @POST
    @Path("/{name}/stop")
    @Operation(summary = "Pauses a job: its workers end, its checkpoint stays. A 409 when it has ended.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "TrainingJob")))
    public JsonNode stop(String namespace, String name) {
        return jobs.stop(namespace, name);
    }

    @POST
    @Path("/{name}/resume")
    @Operation(summary = "Lets a paused job go on. A 409 when it has ended.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "TrainingJob")))
    public JsonNode resume(String namespace, String name) {
        return jobs.resume(namespace, name);
    }

    @POST
    @Path("/{name}/rerun")
    @ResponseStatus(201)
    @Operation(summary = "Runs a job again with the same digests and, where given, other parameters.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(ref = "TrainingJob")))
    public JsonNode rerun(String namespace, String name, @NotNull Rerun request) {
        return jobs.rerun(caller.get(), namespace, name, request);
    }

    @GET
    @Path("/{name}/events")
    @Operation(summary = "Kubernetes' events about the job, its engine object and its pods, oldest first.")
    public Page<JobEvent> events(String namespace, String name) {
        return Page.of(jobs.events(namespace, name));
    }

    @GET
    @Path("/{name}/workers")
    @Operation(summary = "The pods of the job, by rank.")
    public Page<Worker> workers(String namespace, String name) {
        return Page.of(jobs.workers(namespace, name));
    }
}

package io.kubesphere.ai.training.rest;

import io.kubesphere.ai.kernel.auth.CurrentRun;
import io.kubesphere.ai.kernel.auth.ForAgents;
import io.kubesphere.ai.kernel.kapi.http.LargeBody;
import io.kubesphere.ai.training.OutputRecord;
import io.kubesphere.ai.training.RunWorkloads;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;

/** What the agent in a run's pods calls, with the run token; not served behind ks-apiserver. */
@ForAgents
@Path("/workload/v1")
class WorkloadResource {
    private static final String NDJSON = "application/x-ndjson";

    private final RunWorkloads workloads;
    private final CurrentRun run;

    WorkloadResource(RunWorkloads workloads, CurrentRun run) {
        this.workloads = workloads;
        this.run = run;
    }

    @GET
    @Path("/plan")
    @Operation(summary = "What to fetch before the program starts, and what to store after it.")
    public RunWorkloads.Plan plan() {
        return workloads.plan(run.get());
    }

    @GET
    @Path("/inputs/{input}/manifest")
    @Produces(NDJSON)
    @Operation(summary = "The files of an input, one JSON object per line.")
    public InputStream manifest(String input) {
        return workloads.inputManifest(run.get(), input);
    }

    @GET
    @Path("/inputs/{input}/blobs/{hex}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(summary = "A file of an input, from the offset that a Range header names.")
    public Response file(String input, String hex, @HeaderParam("Range") @DefaultValue("") String range) {
        return RangedFile.answer(workloads.inputFile(run.get(), input, hex), range);
    }

    @GET
    @Path("/code/archive")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(summary = "The archive with the algorithm's code, from the offset that a Range header names.")
    public Response archive(@HeaderParam("Range") @DefaultValue("") String range) {
        return RangedFile.answer(workloads.codeArchive(run.get()), range);
    }

    @HEAD
    @Path("/outputs/blobs/{hex}")
    @Operation(summary = "Whether a file for outputs is stored already.")
    public Response stored(String hex) {
        return Response.status(workloads.hasOutputFile(run.get(), hex) ? 200 : 404)
                .build();
    }

    @PUT
    @Path("/outputs/blobs/{hex}")
    @LargeBody
    @ResponseStatus(201)
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(summary = "Stores a file for outputs under its SHA-256.")
    public void store(
            String hex, @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long length, InputStream content) {
        workloads.storeOutputFile(run.get(), hex, content, length);
    }

    @POST
    @Path("/outputs/{output}")
    @LargeBody
    @ResponseStatus(201)
    @Consumes(NDJSON)
    @Operation(summary = "Makes an output of stored files.")
    public OutputRecord commit(String output, InputStream manifest) {
        return workloads.storeOutput(run.get(), output, manifest);
    }
}

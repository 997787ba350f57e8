package io.kubesphere.ai.training.rest;

import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.http.ListParameters;
import io.kubesphere.ai.kernel.tenancy.Place;
import io.kubesphere.ai.training.OutputRecord;
import io.kubesphere.ai.training.RunRecord;
import io.kubesphere.ai.training.TrainingRuns;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Records of runs of one project, kept when the job is gone. */
@Path(KapiPaths.IN_NAMESPACE + "/trainingruns")
class TrainingRunResource {
    private final TrainingRuns runs;

    TrainingRunResource(TrainingRuns runs) {
        this.runs = runs;
    }

    /** The same, reached through the workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/trainingruns")
    static class ThroughWorkspace extends TrainingRunResource {
        ThroughWorkspace(TrainingRuns runs) {
            super(runs);
        }
    }

    @GET
    @Operation(
            summary = "Records of all runs of the project, newest first.",
            description = "fieldSelector knows metadata.name, status.phase, status.reason, creator, engine,"
                    + " algorithm.namespace, algorithm.name, algorithm.version and algorithm.digest.")
    public Page<RunRecord> list(String namespace, @BeanParam ListParameters parameters) {
        return runs.page(Place.project(namespace), parameters.query());
    }

    @GET
    @Path("/{run}")
    @Operation(summary = "The record of a run, by uid or by the name of the job (its newest run).")
    public RunRecord get(String namespace, String run) {
        return runs.find(namespace, run);
    }

    @GET
    @Path("/{run}/outputs")
    @Operation(summary = "What the run left behind: digests of stored outputs.")
    public Page<OutputRecord> outputs(String namespace, String run) {
        return Page.of(runs.outputs(runs.uid(namespace, run)));
    }
}

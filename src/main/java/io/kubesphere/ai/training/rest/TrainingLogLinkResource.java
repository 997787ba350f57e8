package io.kubesphere.ai.training.rest;

import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.tenancy.Place;
import io.kubesphere.ai.observability.ApplicationLogs;
import io.kubesphere.ai.observability.LogLink;
import io.kubesphere.ai.training.JobLogs;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Ways to a job's lines in other tools. */
@Path(KapiPaths.IN_NAMESPACE + "/trainingjobs/{name}/loglinks")
class TrainingLogLinkResource {
    private final JobLogs jobs;
    private final ApplicationLogs logs;

    TrainingLogLinkResource(JobLogs jobs, ApplicationLogs logs) {
        this.jobs = jobs;
        this.logs = logs;
    }

    /** The same, reached through the workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/trainingjobs/{name}/loglinks")
    static class ThroughWorkspace extends TrainingLogLinkResource {
        ThroughWorkspace(JobLogs jobs, ApplicationLogs logs) {
            super(jobs, logs);
        }
    }

    @GET
    @Operation(
            summary = "Links to the job's lines in Kibana, OpenSearch Dashboards, Grafana and KubeSphere, each with its"
                    + " hits.")
    public Page<LogLink> links(String namespace, String name) {
        return Page.of(logs.links(Place.project(namespace), jobs.lines(namespace, name)));
    }
}

package io.kubesphere.ai.observability.rest;

import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.tenancy.Place;
import io.kubesphere.ai.observability.ApplicationLogs;
import io.kubesphere.ai.observability.LogLink;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Ways to the same lines in other tools. */
@Path(KapiPaths.IN_NAMESPACE + "/loglinks")
class LogLinkResource {
    private final ApplicationLogs logs;

    LogLinkResource(ApplicationLogs logs) {
        this.logs = logs;
    }

    /** The same, reached through the workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/loglinks")
    static class ThroughWorkspace extends LogLinkResource {
        ThroughWorkspace(ApplicationLogs logs) {
            super(logs);
        }
    }

    @GET
    @Operation(
            summary =
                    "Links to such lines in Kibana, OpenSearch Dashboards, Grafana and KubeSphere, each with its hits.",
            description =
                    "Tools without an address, or that do not read the log store, have none. Scope Filter means that"
                            + " the project's filter can be taken away there.")
    public Page<LogLink> links(String namespace, @BeanParam LineParameters parameters) {
        return Page.of(logs.links(Place.project(namespace), parameters.wanted()));
    }
}

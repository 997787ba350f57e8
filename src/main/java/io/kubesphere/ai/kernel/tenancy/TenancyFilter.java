package io.kubesphere.ai.kernel.tenancy;

import io.kubesphere.ai.kernel.kapi.Names;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Checks the workspace and project of every path that names them. */
final class TenancyFilter {
    private final Workspaces workspaces;

    TenancyFilter(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    public void check(ContainerRequestContext request) {
        var path = request.getUriInfo().getPathParameters();
        var namespace = path.getFirst("namespace");
        var workspace = path.getFirst("workspace");
        if (namespace != null) {
            Names.requireLabel("namespace", namespace);
        }
        if (namespace != null && workspace != null) {
            workspaces.requireWithin(workspace, namespace);
        }
    }
}

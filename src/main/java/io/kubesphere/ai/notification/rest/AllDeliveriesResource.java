package io.kubesphere.ai.notification.rest;

import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.http.ListParameters;
import io.kubesphere.ai.kernel.tenancy.Place;
import io.kubesphere.ai.notification.Deliveries;
import io.kubesphere.ai.notification.Delivery;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What was sent for all projects and for the operator. */
@Path(KapiPaths.ROOT)
class AllDeliveriesResource {
    private final Deliveries deliveries;

    AllDeliveriesResource(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @GET
    @Path("/notificationdeliveries")
    @Operation(summary = "Deliveries of all projects, and of the operator's receivers, which have none.")
    public Page<Delivery> everywhere(@BeanParam ListParameters parameters) {
        return deliveries.page(Place.everywhere(), parameters.query());
    }

    @GET
    @Path("/workspaces/{workspace}/notificationdeliveries")
    @Operation(summary = "Deliveries of the workspace's projects.")
    public Page<Delivery> inWorkspace(String workspace, @BeanParam ListParameters parameters) {
        return deliveries.page(Place.workspace(workspace), parameters.query());
    }
}

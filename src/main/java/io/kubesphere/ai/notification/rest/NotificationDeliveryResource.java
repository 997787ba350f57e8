package io.kubesphere.ai.notification.rest;

import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.http.ListParameters;
import io.kubesphere.ai.kernel.tenancy.Place;
import io.kubesphere.ai.notification.Deliveries;
import io.kubesphere.ai.notification.Delivery;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What was sent for a project, or is to be. */
@Path(KapiPaths.IN_NAMESPACE + "/notificationdeliveries")
class NotificationDeliveryResource {
    private final Deliveries deliveries;

    NotificationDeliveryResource(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /** The same, reached through the workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/notificationdeliveries")
    static class ThroughWorkspace extends NotificationDeliveryResource {
        ThroughWorkspace(Deliveries deliveries) {
            super(deliveries);
        }
    }

    @GET
    @Operation(
            summary = "Deliveries, newest first; fields: state, subscription, kind, object.kind, object.name.",
            description = "name is a part of the object's name. The answers of receivers come with a single delivery.")
    public Page<Delivery> list(String namespace, @BeanParam ListParameters parameters) {
        return deliveries.page(Place.project(namespace), parameters.query());
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A delivery with its attempts and the beginning of what was answered.")
    public Delivery get(String namespace, String id) {
        return deliveries.get(namespace, id);
    }

    @POST
    @Path("/{id}/resend")
    @Operation(summary = "Sends once more what has arrived or was given up, with the id that it had.")
    public Delivery resend(String namespace, String id) {
        return deliveries.resend(namespace, id);
    }
}

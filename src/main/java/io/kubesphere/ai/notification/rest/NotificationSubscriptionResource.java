package io.kubesphere.ai.notification.rest;

import io.kubesphere.ai.kernel.auth.CurrentCaller;
import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.http.ListParameters;
import io.kubesphere.ai.notification.Delivery;
import io.kubesphere.ai.notification.Subscription;
import io.kubesphere.ai.notification.SubscriptionRequest;
import io.kubesphere.ai.notification.Subscriptions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Who in a project is told what, and where. Addresses and secrets are written and never read. */
@Path(KapiPaths.IN_NAMESPACE + "/notificationsubscriptions")
class NotificationSubscriptionResource {
    private final Subscriptions subscriptions;
    private final CurrentCaller caller;

    NotificationSubscriptionResource(Subscriptions subscriptions, CurrentCaller caller) {
        this.subscriptions = subscriptions;
        this.caller = caller;
    }

    /** The same, reached through the workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/notificationsubscriptions")
    static class ThroughWorkspace extends NotificationSubscriptionResource {
        ThroughWorkspace(Subscriptions subscriptions, CurrentCaller caller) {
            super(subscriptions, caller);
        }
    }

    @GET
    @Operation(summary = "Subscriptions of the project; fields: metadata.name, creator, filter.owner.")
    public Page<Subscription> list(String namespace, @BeanParam ListParameters parameters) {
        return subscriptions.page(namespace, parameters.query());
    }

    @GET
    @Path("/{name}")
    @Operation(summary = "A subscription, and how sending to it goes.")
    public Subscription get(String namespace, String name) {
        return subscriptions.get(namespace, name);
    }

    @POST
    @ResponseStatus(201)
    @Operation(
            summary = "Subscribes to what happens from now on.",
            description =
                    "The address takes a POST of a CloudEvent in JSON. Only public addresses are asked, and those that"
                            + " the platform admin allows.")
    public Subscription create(String namespace, @NotNull @Valid SubscriptionRequest wanted) {
        return subscriptions.create(caller.get().user(), namespace, wanted);
    }

    @PUT
    @Path("/{name}")
    @Operation(summary = "Changes a subscription; without a target its address and secrets stay.")
    public Subscription replace(String namespace, String name, @NotNull @Valid SubscriptionRequest wanted) {
        return subscriptions.replace(namespace, name, wanted);
    }

    @DELETE
    @Path("/{name}")
    @Operation(summary = "Ends a subscription and forgets what was sent for it.")
    public void delete(String namespace, String name) {
        subscriptions.delete(namespace, name);
    }

    @POST
    @Path("/{name}/test")
    @ResponseStatus(201)
    @Operation(summary = "Has a test sent as anything else is, and answers the delivery to follow.")
    public Delivery test(String namespace, String name) {
        return subscriptions.test(caller.get().user(), namespace, name);
    }
}

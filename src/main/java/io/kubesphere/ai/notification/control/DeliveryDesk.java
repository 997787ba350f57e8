package io.kubesphere.ai.notification.control;

import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.tenancy.Place;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import io.kubesphere.ai.notification.Deliveries;
import io.kubesphere.ai.notification.Delivery;
import io.kubesphere.ai.notification.store.DeliveryStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Shows what was sent, and sends it again. */
@ApplicationScoped
class DeliveryDesk implements Deliveries {
    private static final String PLURAL = "notificationdeliveries";
    private static final int KEPT_ATTEMPTS = 50;

    private final DeliveryStore deliveries;
    private final Workspaces workspaces;

    DeliveryDesk(DeliveryStore deliveries, Workspaces workspaces) {
        this.deliveries = deliveries;
        this.workspaces = workspaces;
    }

    @Override
    public Page<Delivery> page(Place place, ListQuery query) {
        var projects = place.project().map(List::of).or(() -> place.workspace()
                .map(name -> List.copyOf(workspaces.projectsOf(name))));
        return deliveries.page(projects, query);
    }

    @Override
    public Delivery get(String project, String id) {
        return uuid(id).flatMap(known -> deliveries.find(project, known)).orElseThrow(() -> missing(id));
    }

    @Override
    public Delivery resend(String project, String id) {
        get(project, id);
        if (!deliveries.resend(project, uuid(id).orElseThrow(() -> missing(id)), KEPT_ATTEMPTS)) {
            throw Problem.of(Problem.Code.CONFLICT, "the notification is still on its way; wait for its next attempt")
                    .about(PLURAL, id);
        }
        return get(project, id);
    }

    private static Problem missing(String id) {
        return Problem.of(Problem.Code.NOT_FOUND, "there is no notification delivery %s in this project", id)
                .about(PLURAL, id);
    }

    /** Anything else is not the id of anything. */
    private static Optional<UUID> uuid(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }
}

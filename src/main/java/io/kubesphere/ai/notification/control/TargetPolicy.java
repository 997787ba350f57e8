package io.kubesphere.ai.notification.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.outbound.OutboundNames;
import io.kubesphere.ai.notification.SubscriptionRequest.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where users may have notifications sent. What a name means is looked up, and judged, at each attempt. */
@ApplicationScoped
class TargetPolicy {
    private final OutboundNames names;

    TargetPolicy(OutboundNames names) {
        this.names = names;
    }

    /** A 422 that names every wrong field. */
    void require(Target target) {
        var faults = new ArrayList<Problem.Cause>();
        var address = address(target.url());
        address.map(names::fault)
                .orElse(Optional.of("cannot be read as a URL"))
                .ifPresent(fault -> faults.add(Problem.Cause.invalid("target.url", fault)));
        if (faults.isEmpty() && wouldBeOverheard(target, address.orElseThrow())) {
            faults.add(Problem.Cause.invalid(
                    "target.authorization", "needs https, or a host that the platform admin has allowed by its name"));
        }
        if (!target.authorization().chars().allMatch(letter -> letter >= ' ' && letter < 127)) {
            faults.add(Problem.Cause.invalid("target.authorization", "must be printable ASCII characters"));
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid("notificationsubscriptions", List.copyOf(faults));
        }
    }

    private boolean wouldBeOverheard(Target target, URI address) {
        return !target.authorization().isEmpty() && !names.isConfidential(address);
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException unreadable) {
            return Optional.empty();
        }
    }
}

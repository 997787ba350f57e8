package io.kubesphere.ai.notification.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.outbound.OutboundHttp;
import io.kubesphere.ai.kernel.outbound.OutboundNames;
import io.kubesphere.ai.notification.HappeningKind;
import io.kubesphere.ai.notification.Subscription.Filter;
import io.kubesphere.ai.notification.control.NotificationConfig.OperatorReceiver;
import io.kubesphere.ai.notification.engine.Receiver;
import io.kubesphere.ai.notification.engine.Wording;
import io.kubesphere.ai.notification.engine.kubesphere.Alerts;
import io.kubesphere.ai.notification.engine.webhook.CloudEvents;
import io.kubesphere.ai.notification.store.SubscriptionRow;
import io.kubesphere.ai.notification.store.SubscriptionStore;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Whom the operator has told: subscriptions without a project, whose addresses and secrets are in the settings alone. He may
 * name any address, as he may for every other server of the platform.
 */
@ApplicationScoped
class OperatorReceivers {
    private static final Logger LOG = Logger.getLogger(OperatorReceivers.class);
    private static final String KUBESPHERE = "kubesphere";
    private static final String WEBHOOK = "webhook";

    private final SubscriptionStore subscriptions;
    private final Map<String, OperatorReceiver> settings;
    private final OutboundHttp http;
    private final Wording alerts = new Alerts();
    private final Wording events = new CloudEvents();
    private volatile boolean kept;

    OperatorReceivers(SubscriptionStore subscriptions, NotificationConfig config) {
        this.subscriptions = subscriptions;
        this.settings = Map.of(KUBESPHERE, config.kubesphere(), WEBHOOK, config.webhook());
        var anywhere = OutboundNames.of(List.of("0.0.0.0/0", "::/0"), List.of(), InetAddress::getAllByName);
        this.http = new OutboundHttp(anywhere, config.deadline(), config.deadline());
    }

    /** How something gets to a subscriber. */
    record Route(Wording wording, Receiver receiver) {}

    OutboundHttp http() {
        return http;
    }

    Route route(SubscriptionRow to) {
        if (!to.isOperators()) {
            var target = to.target();
            return new Route(events, new Receiver(URI.create(target.url()), target.secret(), target.credential()));
        }
        var own = settings.get(to.name());
        var receiver = new Receiver(
                own.url().orElseThrow(() -> Problem.of(Problem.Code.UNAVAILABLE, "%s is not configured", to.name())),
                own.secret().orElse(""),
                own.authorization().orElse(""));
        return new Route(to.name().equals(KUBESPHERE) ? alerts : events, receiver);
    }

    /** Until the database has taken it: the service starts without one. */
    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void keep() {
        if (kept) {
            return;
        }
        try {
            settings.forEach(this::keep);
            kept = true;
        } catch (Problem away) {
            LOG.debugf("the operator's receivers are not recorded now cause=%s", away.getMessage());
        }
    }

    private void keep(String name, OperatorReceiver receiver) {
        if (receiver.url().isEmpty()) {
            subscriptions.delete("", name);
            return;
        }
        subscriptions.keep(new SubscriptionRow(
                UUID.randomUUID(),
                "",
                name,
                "",
                receiver.kinds().orElseGet(() -> Arrays.asList(HappeningKind.values())),
                Filter.NONE,
                SubscriptionRow.Secrets.ELSEWHERE,
                false,
                SubscriptionRow.Course.NEW));
    }
}

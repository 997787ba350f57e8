package io.kubesphere.ai.notification.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.notification.Delivery;
import io.kubesphere.ai.notification.store.DeliveryStore;
import io.kubesphere.ai.notification.store.DeliveryStore.Backlog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jboss.logging.Logger;

/** What operators see of notifications. The backlog is that of all replicas together. */
@ApplicationScoped
class NotificationMeters {
    private static final Logger LOG = Logger.getLogger(NotificationMeters.class);

    private final DeliveryStore deliveries;
    private final MeterRegistry registry;
    private volatile Backlog backlog = Backlog.NONE;

    NotificationMeters(DeliveryStore deliveries, MeterRegistry registry) {
        this.deliveries = deliveries;
        this.registry = registry;
        Gauge.builder("aip.notifications.backlog", () -> backlog.waiting())
                .description("Notifications that wait though they are due")
                .register(registry);
        Gauge.builder("aip.notifications.oldest.seconds", () -> backlog.oldestSeconds())
                .description("How long the oldest of them has waited")
                .register(registry);
    }

    /** An attempt that left its delivery in this state: waiting means that it failed and there is another one. */
    void attempted(Delivery.State state) {
        Counter.builder("aip.notifications.attempts")
                .description("Attempts to deliver, by what they came to")
                .tag("outcome", state.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void measure() {
        try {
            backlog = deliveries.backlog();
        } catch (Problem away) {
            LOG.debugf("the backlog of notifications is not known now cause=%s", away.getMessage());
        }
    }
}

package io.kubesphere.ai.notification.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.notification.store.DeliveryStore;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Forgets what came to an end long ago, in steps that hold no lock for long. */
@ApplicationScoped
class NotificationRetention {
    private static final Logger LOG = Logger.getLogger(NotificationRetention.class);
    private static final int STEP = 1000;

    private final DeliveryStore deliveries;
    private final NotificationConfig config;

    NotificationRetention(DeliveryStore deliveries, NotificationConfig config) {
        this.deliveries = deliveries;
        this.config = config;
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        try {
            var gone = deliveries.forget(config.retention(), STEP);
            while (gone >= STEP) {
                gone = deliveries.forget(config.retention(), STEP);
            }
        } catch (Problem away) {
            LOG.debugf("old notifications stay a while longer cause=%s", away.getMessage());
        }
    }
}

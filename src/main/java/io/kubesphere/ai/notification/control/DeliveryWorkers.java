package io.kubesphere.ai.notification.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.notification.store.Lanes;
import io.kubesphere.ai.notification.store.Lanes.Lease;
import io.kubesphere.ai.notification.store.SubscriptionRow;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Sends what is due, together with the other replicas: each takes some receivers and keeps them by a lease. Who dies between
 * sending and noting it leaves the lease behind, and another one sends it again: at least once, not once.
 */
@ApplicationScoped
class DeliveryWorkers {
    private static final Logger LOG = Logger.getLogger(DeliveryWorkers.class);

    /** Sent to one receiver before others have their turn. */
    private static final int BATCH = 20;

    private static final Duration SHORTLY = Duration.ofSeconds(1);

    private final Lanes lanes;
    private final Courier courier;
    private final RetryPolicy policy;
    private final NotificationMeters meters;
    private final NotificationConfig config;
    /** A restart is another worker: what its predecessor held is free when that lease ends. */
    private final String owner = UUID.randomUUID().toString();

    private final Semaphore places;
    private final ExecutorService threads = Executors.newCachedThreadPool(DeliveryWorkers::daemon);

    @Inject
    DeliveryWorkers(Lanes lanes, Courier courier, NotificationMeters meters, NotificationConfig config) {
        this.lanes = lanes;
        this.courier = courier;
        this.policy = new RetryPolicy(config, () -> ThreadLocalRandom.current().nextDouble());
        this.meters = meters;
        this.config = config;
        this.places = new Semaphore(config.atOnce());
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "notification");
        thread.setDaemon(true);
        return thread;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        for (var row = next(); row.isPresent(); row = next()) {
            var taken = row.get();
            threads.execute(() -> {
                try {
                    serve(taken);
                } finally {
                    places.release();
                }
            });
        }
    }

    /** Serves all that is due, one after the other, in this thread. */
    void runDue() {
        for (var row = next(); row.isPresent(); row = next()) {
            places.release();
            serve(row.get());
        }
    }

    private Optional<SubscriptionRow> next() {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        var taken = Optional.<SubscriptionRow>empty();
        try {
            taken = lanes.claim(owner, config.lease());
        } catch (Problem away) {
            LOG.debugf("no notification can be sent now cause=%s", away.getMessage());
        } finally {
            if (taken.isEmpty()) {
                places.release();
            }
        }
        return taken;
    }

    private void serve(SubscriptionRow receiver) {
        var lease = new Lease(receiver.id(), owner);
        try {
            lanes.giveBack(lease, batch(lease));
        } catch (Problem away) {
            // What was sent and could not be noted is sent again when the lease has ended.
            LOG.infof("notifications wait until a lease ends cause=%s", away.getMessage());
        } catch (RuntimeException fault) {
            LOG.errorf(fault, "sending notifications broke project=%s name=%s", receiver.namespace(), receiver.name());
        }
    }

    /** After how long the receiver may be served again. */
    private Duration batch(Lease lease) {
        for (var sent = 0; sent < BATCH; sent++) {
            var receiver = lanes.renew(lease, config.lease());
            var due = receiver.flatMap(row -> lanes.next(row.id()));
            if (due.isEmpty()) {
                return SHORTLY;
            }
            var attempt = courier.send(receiver.orElseThrow(), due.get());
            var verdict = policy.after(due.get(), attempt.result());
            if (!lanes.settle(lease, due.get().id(), attempt.attempt(), verdict.outcome())) {
                return SHORTLY;
            }
            meters.attempted(verdict.outcome().state());
            if (verdict.rest().isPresent()) {
                return verdict.rest().get();
            }
        }
        return Duration.ZERO;
    }

    /** Requests under way come to their end and are noted; the service waits no longer than they may take. */
    void stop(@Observes ShutdownEvent event) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(config.deadline().toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}

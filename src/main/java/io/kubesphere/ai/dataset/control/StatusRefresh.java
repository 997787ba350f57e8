package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.crd.Dataset;
import io.kubesphere.ai.dataset.store.VersionStore;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kube.PrimaryEvents;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Wakes the reconciler for datasets whose versions another replica has changed. */
@ApplicationScoped
class StatusRefresh {
    private static final Logger LOG = Logger.getLogger(StatusRefresh.class);

    /** A transaction may take this long between its clock reading and its end. */
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    private final VersionStore versions;
    private final PrimaryEvents<Dataset> events;
    private final Clock clock;
    private volatile Instant last;

    StatusRefresh(VersionStore versions, PrimaryEvents<Dataset> events, Clock clock) {
        this.versions = versions;
        this.events = events;
        this.clock = clock;
        this.last = clock.instant();
    }

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void wake() {
        var now = clock.instant();
        try {
            versions.changedSince(last.minus(OVERLAP))
                    .forEach(changed -> events.wake(changed.namespace(), changed.name()));
            last = now;
        } catch (Problem away) {
            LOG.debugf("changed datasets are not known now cause=%s", away.getMessage());
        }
    }
}

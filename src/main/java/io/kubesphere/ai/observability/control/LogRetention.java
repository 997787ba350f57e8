package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.observability.store.RetentionStore;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Deletes logs that are old enough, and those that somebody has deleted. Any replica may do it; one does at a time. */
@ApplicationScoped
class LogRetention {
    private static final Logger LOG = Logger.getLogger(LogRetention.class);

    /** What one pass deletes at most; the next one goes on. */
    private static final int PIECES = 200;

    private final LogConfig config;
    private final RetentionStore store;

    LogRetention(LogConfig config, RetentionStore store) {
        this.config = config;
        this.store = store;
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void pass() {
        try {
            var hidden = 0;
            while (store.hideOlderThan(config.retention()) && hidden < PIECES) {
                hidden++;
            }
            var deleted = 0;
            while (deleted < PIECES && store.deleteSome()) {
                deleted++;
            }
            if (deleted > 0) {
                LOG.infof("old logs are deleted pieces=%d", deleted);
            }
        } catch (Problem away) {
            LOG.warnf("old logs cannot be deleted now, trying again cause=%s", away.getMessage());
        }
    }
}

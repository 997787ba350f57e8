package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.store.DatasetStore;
import io.kubesphere.ai.dataset.store.SpaceStore;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Compares what projects have with what they may have: uploads, imports and collections all change it. */
@ApplicationScoped
class QuotaWatch {
    private static final Logger LOG = Logger.getLogger(QuotaWatch.class);

    private final DatasetStore datasets;
    private final SpaceStore spaces;
    private final QuotaNews news;
    private final DatasetConfig config;

    QuotaWatch(DatasetStore datasets, SpaceStore spaces, QuotaNews news, DatasetConfig config) {
        this.datasets = datasets;
        this.spaces = spaces;
        this.news = news;
        this.config = config;
    }

    @Scheduled(every = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            config.projectQuota().ifPresent(this::compare);
        } catch (Problem away) {
            LOG.debugf("quotas of datasets are not compared now cause=%s", away.getMessage());
        }
    }

    private void compare(long quota) {
        for (var project : datasets.projects()) {
            news.measured(project, spaces.used(ContentSpace.of(project)), quota);
        }
    }
}

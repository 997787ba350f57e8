package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.Upload;
import io.kubesphere.ai.dataset.store.CollectionStore;
import io.kubesphere.ai.dataset.store.ImportStore;
import io.kubesphere.ai.dataset.store.UploadStore;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Closes uploads whose time is over, and removes what nobody refers to any more. */
@ApplicationScoped
class Housekeeping {
    private static final Logger LOG = Logger.getLogger(Housekeeping.class);

    private final UploadStore uploads;
    private final ImportStore imports;
    private final CollectionStore projects;
    private final ContentCollection collection;
    private final Clock clock;

    Housekeeping(
            UploadStore uploads,
            ImportStore imports,
            CollectionStore projects,
            ContentCollection collection,
            Clock clock) {
        this.uploads = uploads;
        this.imports = imports;
        this.projects = projects;
        this.collection = collection;
        this.clock = clock;
    }

    @Scheduled(
            every = "${aip.dataset.collect-every:1h}",
            delayed = "5m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tidy() {
        try {
            expire();
            projects.projects().forEach(this::collect);
        } catch (Problem away) {
            LOG.warnf("nothing is tidied up now cause=%s", away.getMessage());
        }
    }

    void expire() {
        var now = clock.instant();
        uploads.overdue(now).forEach(upload -> uploads.close(upload.id(), Upload.State.Expired, now));
        imports.forgetFiles();
    }

    private void collect(String project) {
        try {
            collection
                    .collect(project)
                    .filter(outcome -> outcome.deleted() > 0 || outcome.purged() > 0)
                    .ifPresent(outcome -> LOG.infof(
                            "files of datasets were removed project=%s versions=%d contents=%d kept=%d",
                            project, outcome.purged(), outcome.deleted(), outcome.kept()));
        } catch (Problem failed) {
            LOG.warnf("files of datasets were not collected project=%s cause=%s", project, failed.getMessage());
        }
    }
}

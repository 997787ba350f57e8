package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.store.WaitingRuns;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Finds jobs that wait for too long: only time makes that so, no event does. Any replica may find them, each is told once. */
@ApplicationScoped
class WaitingWatch {
    private static final Logger LOG = Logger.getLogger(WaitingWatch.class);
    private static final int STEP = 200;

    /** When it is told. */
    @ConfigMapping(prefix = "aip.training.waiting")
    interface Config {
        /** A job that has not started for so long is told of. */
        @WithDefault("1h")
        Duration bound();
    }

    private final WaitingRuns runs;
    private final JobNews news;
    private final Config config;

    WaitingWatch(WaitingRuns runs, JobNews news, Config config) {
        this.runs = runs;
        this.news = news;
        this.config = config;
    }

    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            var found = tell();
            while (found == STEP) {
                found = tell();
            }
        } catch (Problem away) {
            LOG.debugf("jobs that wait are not known now cause=%s", away.getMessage());
        }
    }

    private int tell() {
        return runs.told(config.bound(), STEP, run -> news.waits(run.record(), run.queue()));
    }
}

package io.kubesphere.ai.observability.control;

import io.fabric8.kubernetes.api.model.Pod;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kube.RunPods;
import io.kubesphere.ai.observability.store.LeaseStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Archives the logs of all containers of all runs, together with the other replicas: each takes streams that nobody holds,
 * up to its share, and keeps them as long as it lives.
 */
@ApplicationScoped
class LogCollector {
    private static final Logger LOG = Logger.getLogger(LogCollector.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private final LogConfig config;
    private final RunPods pods;
    private final Registrar registrar;
    private final LeaseStore leases;
    private final Followers followers;
    /** A restart is another collector: what its predecessor had read but not archived is lost to it. */
    private final String name = UUID.randomUUID().toString();

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(LogCollector::daemon);
    private final AtomicBoolean awake = new AtomicBoolean();
    private long renewed;
    private long swept;
    private boolean begun;
    private String lastTrouble = "";

    LogCollector(LogConfig config, RunPods pods, Registrar registrar, LeaseStore leases, Followers followers) {
        this.config = config;
        this.pods = pods;
        this.registrar = registrar;
        this.leases = leases;
        this.followers = followers;
    }

    void start(@Observes StartupEvent event) {
        if (config.collect()) {
            start();
        }
    }

    void start() {
        pods.onChange(this::changed);
        followers.beginToBeat();
        var period = config.beat().toMillis();
        var unused = thread.scheduleWithFixedDelay(this::beat, 0, period, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        stop();
    }

    /** Archives what was read, and leaves the rest to others at once. */
    void stop() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        followers.stop(PATIENCE);
        if (begun) {
            try {
                leases.release(name);
            } catch (Problem away) {
                LOG.infof("others have to wait until the leases of this replica end cause=%s", away.getMessage());
            }
        }
    }

    private void changed(Pod pod) {
        registrar.changed(pod);
        followers.look(pod.getMetadata().getUid());
        if (!thread.isShutdown() && !awake.getAndSet(true)) {
            thread.execute(this::beat);
        }
    }

    private void beat() {
        awake.set(false);
        try {
            work(System.nanoTime());
            lastTrouble = "";
        } catch (Problem away) {
            trouble(away.getMessage());
        } catch (RuntimeException fault) {
            // The scheduler would never call again.
            LOG.error("logs are not collected for the moment", fault);
        }
    }

    private void work(long now) {
        if (!begun || now - swept >= SWEEP.toNanos()) {
            registrar.everythingChanged();
            followers.lookAtAll();
            swept = now;
        }
        if (!begun || now - renewed >= config.lease().toNanos() / 3) {
            leases.giveBack(name, followers.keep(leases.renew(name, config.lease())));
            renewed = now;
            begun = true;
        }
        registrar.register();
        var most = config.mostFollowed() - followers.count();
        if (most > 0) {
            leases.claim(name, config.lease(), leases.share() - followers.count(), most)
                    .forEach(followers::start);
        }
    }

    /** Says the same trouble once, not every second. */
    private void trouble(String cause) {
        if (!cause.equals(lastTrouble)) {
            LOG.warnf("no streams can be taken now, trying again cause=%s", cause);
            lastTrouble = cause;
        }
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "log-collector");
        thread.setDaemon(true);
        return thread;
    }
}

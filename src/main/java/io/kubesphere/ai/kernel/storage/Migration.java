package io.kubesphere.ai.kernel.storage;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/** Brings the database's schemas up to date as soon as it answers; the service starts without waiting for it. */
@Readiness
@ApplicationScoped
class Migration implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(Migration.class);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final Flyway flyway;
    private final ScheduledExecutorService retries = Executors.newSingleThreadScheduledExecutor(Migration::daemon);
    private volatile boolean done;

    Migration(Flyway flyway) {
        this.flyway = flyway;
    }

    void start(@Observes StartupEvent event) {
        retries.execute(this::attempt);
    }

    void stop(@Observes ShutdownEvent event) {
        retries.shutdownNow();
    }

    private void attempt() {
        try {
            var result = flyway.migrate();
            LOG.infof("database is up to date migrations=%d", result.migrationsExecuted);
            done = true;
        } catch (FlywayException failed) {
            LOG.warnf("database cannot be migrated yet, trying again cause=%s", failed.getMessage());
            var unused = retries.schedule(this::attempt, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("database schema").status(done).build();
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "database-migration");
        thread.setDaemon(true);
        return thread;
    }
}

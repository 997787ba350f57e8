package io.kubesphere.ai.dataset.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.dataset.NewImport;
import io.kubesphere.ai.dataset.store.ImportLeases;
import io.kubesphere.ai.dataset.store.ImportLeases.Lease;
import io.kubesphere.ai.dataset.store.ImportRow;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs imports together with the other replicas: each takes some that are due and keeps them by a lease while it lives. */
@ApplicationScoped
class ImportWorkers {
    private static final Logger LOG = Logger.getLogger(ImportWorkers.class);

    /** What passes by itself; after anything else somebody has to do something. */
    private static final Set<Problem.Code> PASSING = EnumSet.of(
            Problem.Code.UNAVAILABLE, Problem.Code.TOO_MANY_REQUESTS, Problem.Code.BAD_REQUEST, Problem.Code.INTERNAL);

    private final ImportLeases leases;
    private final ImportRun runs;
    private final ImportConfig config;
    private final ObjectMapper json;
    private final Clock clock;
    private final ImportMeters meters;
    /** A restart is another worker: what its predecessor held is free when that lease ends. */
    private final String owner = UUID.randomUUID().toString();

    private final Map<UUID, ImportMeter> running = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> daemon(task, "import"));
    private final ScheduledExecutorService beats =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "import-lease"));

    ImportWorkers(
            ImportLeases leases,
            ImportRun runs,
            ImportConfig config,
            ObjectMapper json,
            Clock clock,
            ImportMeters meters) {
        this.leases = leases;
        this.runs = runs;
        this.config = config;
        this.json = json;
        this.clock = clock;
        this.meters = meters;
        meters.running(running::size);
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            for (var row = next(); row.isPresent(); row = next()) {
                var taken = row.get();
                threads.execute(() -> run(taken));
            }
        } catch (Problem away) {
            LOG.debugf("no import can be taken now cause=%s", away.getMessage());
        }
    }

    private Optional<ImportRow> next() {
        return running.size() >= config.atOnce()
                ? Optional.empty()
                : leases.claim(owner, config.lease(), 1).stream().findFirst().map(this::counted);
    }

    private ImportRow counted(ImportRow row) {
        running.put(row.id(), runs.meter(row));
        return row;
    }

    /** Runs all that is due, one after the other, in this thread. */
    void runDue() {
        for (var row = next(); row.isPresent(); row = next()) {
            run(row.get());
        }
    }

    private void run(ImportRow row) {
        var meter = running.get(row.id());
        var lease = new Lease(row.id(), owner);
        var period = Math.max(100, Math.min(1000, config.lease().toMillis() / 4));
        var beat = beats.scheduleWithFixedDelay(() -> beat(lease, meter), period, period, TimeUnit.MILLISECONDS);
        try {
            requirePatience(row);
            var request = request(row);
            var elsewhere = runs.run(row, request, meter);
            if (elsewhere.isPresent()) {
                leases.park(lease, config.volumeLook(), elsewhere.get(), meter.done());
                return;
            }
            leases.succeed(lease, text(request.shown()), clock.instant());
            meters.ended(ImportMeters.Outcome.SUCCEEDED);
            LOG.infof(
                    "a version is imported project=%s name=%s",
                    row.place().project(), row.place().dataset());
        } catch (Problem failed) {
            settle(row, lease, meter, failed);
        } catch (RuntimeException fault) {
            LOG.errorf(
                    fault,
                    "an import broke project=%s name=%s",
                    row.place().project(),
                    row.place().dataset());
            settle(
                    row,
                    lease,
                    meter,
                    Problem.of(Problem.Code.INTERNAL, "something broke; the log of the service says what"));
        } finally {
            beat.cancel(false);
            meters.received(meter.newlyReceived());
            running.remove(row.id());
        }
    }

    private void requirePatience(ImportRow row) {
        if (row.course().attempts() > config.mostAttempts()) {
            throw Problem.of(
                    Problem.Code.EXPIRED,
                    "begun %d times without coming forward: %s",
                    config.mostAttempts(),
                    row.course().message());
        }
    }

    private void beat(Lease lease, ImportMeter meter) {
        meters.received(meter.newlyReceived());
        try {
            if (!leases.renew(lease, config.lease(), meter.progress(), meter.kept())) {
                meter.stop();
            }
        } catch (Problem away) {
            // Whether the lease lasts is seen when the database is back; until then nothing can be written anyway.
            LOG.debugf("the lease of an import is not renewed now cause=%s", away.getMessage());
        }
    }

    private void settle(ImportRow row, Lease lease, ImportMeter meter, Problem failed) {
        if (meter.isStopped()) {
            return;
        }
        try {
            if (leases.renew(lease, config.lease(), meter.progress(), meter.kept())) {
                end(row, lease, meter, failed);
            }
        } catch (Problem away) {
            LOG.infof("an import goes on when its lease has ended cause=%s", away.getMessage());
        }
    }

    private void end(ImportRow row, Lease lease, ImportMeter meter, Problem failed) {
        var message = message(failed);
        if (PASSING.contains(failed.code())) {
            leases.giveBack(lease, pause(meter.cameForward() ? 1 : row.course().attempts()), message);
            meters.ended(ImportMeters.Outcome.POSTPONED);
        } else {
            runs.giveUp(row);
            leases.fail(lease, message, clock.instant());
            meters.ended(ImportMeters.Outcome.FAILED);
        }
        LOG.infof(
                "an import does not go on project=%s name=%s code=%s cause=%s",
                row.place().project(), row.place().dataset(), failed.code(), message);
    }

    private static String message(Problem failed) {
        if (failed.causes().isEmpty()) {
            return failed.getMessage();
        }
        var cause = failed.causes().get(0);
        return cause.field() + ": " + cause.message();
    }

    private Duration pause(int attempts) {
        var doubled = config.firstPause().multipliedBy(1L << Math.min(20, Math.max(0, attempts - 1)));
        return doubled.compareTo(config.longestPause()) < 0 ? doubled : config.longestPause();
    }

    private NewImport request(ImportRow row) {
        try {
            return json.readValue(row.request(), NewImport.class);
        } catch (JsonProcessingException unreadable) {
            throw Problem.of(Problem.Code.CONFLICT, "the record of the import is not readable; begin another one")
                    .because(unreadable);
        }
    }

    private String text(NewImport request) {
        try {
            return json.writeValueAsString(request);
        } catch (JsonProcessingException impossible) {
            throw Problem.of(Problem.Code.INTERNAL, "the import cannot be written as JSON")
                    .because(impossible);
        }
    }

    /** Others go on at once. */
    void stop(@Observes ShutdownEvent event) {
        running.forEach((id, meter) -> {
            meter.stop();
            try {
                leases.giveBack(new Lease(id, owner), Duration.ZERO, "");
            } catch (Problem away) {
                LOG.infof("an import waits until its lease ends cause=%s", away.getMessage());
            }
        });
        threads.shutdownNow();
        beats.shutdownNow();
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}

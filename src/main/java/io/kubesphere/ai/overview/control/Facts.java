package io.kubesphere.ai.overview.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.overview.Measure;
import io.kubesphere.ai.overview.engine.UsageSource;
import io.kubesphere.ai.training.JobGlances;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What is known of the cluster, for all who ask at once; one counts and one asks, however many look. */
@ApplicationScoped
class Facts {
    private final ExecutorService threads = Executors.newFixedThreadPool(4, work -> {
        var thread = new Thread(work, "overview");
        thread.setDaemon(true);
        return thread;
    });
    private final FreshCopy<Census> census;
    private final FreshCopy<Use> use;
    private final Histories histories;

    @Inject
    Facts(OverviewConfig config, ClusterCache cache, JobGlances jobs, UsageSources sources, Clock clock) {
        var freeBlocks = new FreeBlocks(
                new FreeBlocks.Companion(Measure.CPU.amountOf(config.coresPerCard()), config.memoryPerCard()));
        this.census = new FreshCopy<>(
                () -> Census.of(clock.instant(), cache.machines(), cache.pods(), jobs.all(), freeBlocks),
                new FreshCopy.Ages(
                        config.censusAge(),
                        config.censusAge().multipliedBy(3),
                        Duration.ofMinutes(1),
                        config.censusAge(),
                        Duration.ofSeconds(30)),
                clock,
                threads);
        this.use = new FreshCopy<>(
                () -> sources.now().map(Facts::ask).orElseGet(Use::none),
                new FreshCopy.Ages(
                        config.usageAge(),
                        config.usageAge().multipliedBy(4),
                        config.usageKept(),
                        config.usagePause(),
                        config.patience()),
                clock,
                threads);
        this.histories = new Histories(clock, threads);
    }

    /** For CDI's proxy. */
    Facts() {
        this.census = null;
        this.use = null;
        this.histories = null;
    }

    private static Use ask(UsageSource source) {
        return new Use(source.name(), source.now(), Use.NO_SAMPLES);
    }

    /** Use as it is known, and what keeps it from being known better. */
    record UseNow(Use use, Optional<Problem> problem) {}

    Census census() {
        var answer = census.get();
        return answer.value().orElseThrow(() -> answer.problem()
                .orElseGet(
                        () -> Problem.of(Problem.Code.UNAVAILABLE, "the cluster is still being counted; try again")));
    }

    UseNow use() {
        var answer = use.get();
        var nothing = new Use("none", Use.none().usage(), Use.NO_ANSWER);
        return new UseNow(answer.value().orElse(nothing), answer.problem());
    }

    Histories histories() {
        return histories;
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}

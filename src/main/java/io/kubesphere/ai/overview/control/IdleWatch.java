package io.kubesphere.ai.overview.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import io.kubesphere.ai.notification.Happening;
import io.kubesphere.ai.notification.Happening.About;
import io.kubesphere.ai.notification.Happening.Thing;
import io.kubesphere.ai.notification.Happening.Words;
import io.kubesphere.ai.notification.HappeningKind;
import io.kubesphere.ai.notification.Happenings;
import io.kubesphere.ai.overview.Measure;
import io.kubesphere.ai.overview.OverviewScope;
import io.kubesphere.ai.overview.engine.prometheus.PrometheusConfig;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Tells of pods that hold cards and do not use them: once, and again only after they were seen busy. A pod of which nothing
 * is known stays as it was.
 */
@ApplicationScoped
class IdleWatch {
    private static final Logger LOG = Logger.getLogger(IdleWatch.class);
    private static final String PREFIX = "idle/";

    private final Facts facts;
    private final Workspaces workspaces;
    private final Happenings happenings;
    private final OverviewConfig config;
    private final PrometheusConfig prometheus;

    IdleWatch(
            Facts facts,
            Workspaces workspaces,
            Happenings happenings,
            OverviewConfig config,
            PrometheusConfig prometheus) {
        this.facts = facts;
        this.workspaces = workspaces;
        this.happenings = happenings;
        this.config = config;
        this.prometheus = prometheus;
    }

    @Scheduled(every = "60s", delayed = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            var now = facts.use();
            if (now.problem().isEmpty()) {
                compare(facts.census(), now.use());
            }
        } catch (Problem unknown) {
            LOG.debugf("idle cards are not known now cause=%s", unknown.getMessage());
        }
    }

    /** What is told against what is so. */
    void compare(Census census, Use use) {
        if (use.usage().peaks().isEmpty()) {
            return;
        }
        var board = new Board(census, use, OverviewScope.cluster(), workspaces::workspaceOf);
        var cards = new IdleCards(census, board, prometheus.idleWindow(), config.idleBelow(), config.rows());
        var idle = byName(cards.idle().toList());
        var holders = byName(census.cardHolders());
        var told = happenings.standing(PREFIX);
        idle.forEach((name, holder) -> {
            if (!told.contains(name)) {
                happenings.begun(name, happening(holder, census));
            }
        });
        told.stream()
                .filter(name -> !idle.containsKey(name))
                .filter(name -> isKnown(Optional.ofNullable(holders.get(name)), use))
                .forEach(name -> happenings.over(name, Optional.empty()));
    }

    /** A pod that is gone is known not to be idle. */
    private static boolean isKnown(Optional<Census.Holder> holder, Use use) {
        var peaks = use.usage().peaks().orElse(Map.of());
        return holder.map(there -> peaks.containsKey(there.pod().name())).orElse(true);
    }

    private static Map<String, Census.Holder> byName(Collection<Census.Holder> holders) {
        var all = new HashMap<String, Census.Holder>();
        holders.forEach(holder -> all.put(PREFIX + holder.pod().uid(), holder));
        return all;
    }

    private Happening happening(Census.Holder holder, Census census) {
        var pod = holder.pod();
        var group = holder.group();
        var about = new About(
                pod.name().namespace(),
                workspaces.workspaceOf(pod.name().namespace()).orElse(""),
                new Thing("Pod", pod.name().name(), pod.uid()),
                group.owner(),
                group.application(),
                "");
        var words = new Words(
                "GpuIdle",
                "It holds %s GPUs on %s and has not used them for %s"
                        .formatted(
                                Measure.GPU
                                        .inUnits(holder.promised().orZero(Measure.GPU))
                                        .stripTrailingZeros()
                                        .toPlainString(),
                                pod.machine(),
                                words(prometheus.idleWindow())),
                "End it if it is not needed, or find out what it waits for");
        return new Happening("", HappeningKind.GpuIdle, about, words, census.time());
    }

    private static String words(Duration window) {
        return window.toMinutes() + " minutes";
    }
}

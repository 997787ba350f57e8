package io.kubesphere.ai.overview.control;

import io.kubesphere.ai.kernel.tenancy.Workspaces;
import io.kubesphere.ai.overview.Amounts;
import io.kubesphere.ai.overview.Measure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Prometheus learns from us: whose pods are, as we have verified it, and what is promised to whom. All replicas say the
 * same; rules take one.
 */
@ApplicationScoped
class PlatformMeters {
    private static final String MEASURE = "measure";

    private final Facts facts;
    private final Workspaces workspaces;
    private final MultiGauge pods;
    private final MultiGauge requested;
    private final MultiGauge capacity;
    private final MultiGauge allocatable;
    private final MultiGauge jobs;

    PlatformMeters(Facts facts, Workspaces workspaces, MeterRegistry registry) {
        this.facts = facts;
        this.workspaces = workspaces;
        this.pods = gauge(registry, "aip.pod.info", "Pods with cards or of applications, and whose they are");
        this.requested = gauge(registry, "aip.requested", "Set aside for pods, in cores, bytes and cards");
        this.capacity = gauge(registry, "aip.capacity", "What machines have, in cores, bytes and cards");
        this.allocatable = gauge(registry, "aip.allocatable", "What pods may have, in cores, bytes and cards");
        this.jobs = gauge(registry, "aip.jobs", "Jobs by project and phase");
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    @Scheduled(every = "15s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void publish() {
        var census = facts.census();
        pods.register(census.holders().stream().map(this::pod).toList(), true);
        requested.register(
                census.groups().entrySet().stream()
                        .flatMap(group -> rows(
                                Tags.of(
                                        "namespace", group.getKey().namespace(),
                                        "application", group.getKey().application(),
                                        "owner", group.getKey().owner()),
                                group.getValue()))
                        .collect(Collectors.toList()),
                true);
        capacity.register(new ArrayList<>(rows(Tags.empty(), census.capacity()).toList()), true);
        allocatable.register(
                new ArrayList<>(rows(Tags.empty(), census.allocatable()).toList()), true);
        jobs.register(phases(census), true);
    }

    private MultiGauge.Row<Number> pod(Census.Holder holder) {
        var tags = Tags.of(
                "namespace", holder.pod().name().namespace(),
                "pod", holder.pod().name().name(),
                "node", holder.pod().machine(),
                "application", holder.group().application(),
                "owner", holder.group().owner(),
                // Not "job", which Prometheus takes for the name of a scrape.
                "training_job", holder.job(),
                "workspace",
                        workspaces.workspaceOf(holder.pod().name().namespace()).orElse(""));
        return MultiGauge.Row.of(tags, 1);
    }

    private static Stream<MultiGauge.Row<Number>> rows(Tags tags, Amounts amounts) {
        return Arrays.stream(Measure.values()).flatMap(measure -> amounts.get(measure).stream()
                .mapToObj(amount -> MultiGauge.Row.of(
                        tags.and(MEASURE, measure.wireName()),
                        measure.inUnits(amount).doubleValue())));
    }

    private static List<MultiGauge.Row<?>> phases(Census census) {
        record Key(String namespace, String phase) {}
        var counts = census.jobs().stream()
                .collect(Collectors.groupingBy(
                        job -> new Key(job.namespace(), job.phase().name()), Collectors.counting()));
        return counts.entrySet().stream()
                .<MultiGauge.Row<?>>map(count -> MultiGauge.Row.of(
                        Tags.of(
                                "namespace",
                                count.getKey().namespace(),
                                "phase",
                                count.getKey().phase()),
                        count.getValue()))
                .toList();
    }
}

package io.kubesphere.ai.overview.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.kubesphere.ai.kernel.kapi.index.IndexShape;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import io.kubesphere.ai.kernel.workload.Phase;
import io.kubesphere.ai.overview.OverviewScope;
import io.kubesphere.ai.overview.PrometheusSettings;
import io.kubesphere.ai.testing.PrometheusForTests;
import io.kubesphere.ai.testing.Samples;
import io.kubesphere.ai.testing.SettableClock;
import io.kubesphere.ai.training.JobGlance;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How long the page takes on a generated cluster, over a real Prometheus that holds what the recording rules record. Run by
 * {@code bench/overview}; the latencies are of making the page and writing it as JSON, without HTTP.
 */
final class OverviewBench {
    private static final int PODS_PER_NODE = 20;
    private static final int CALLS = 300;
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .build();

    private final SettableClock clock = new SettableClock(Clusters.NOW);
    private final int nodes;
    private final int projects;
    private final int applications;

    private OverviewBench(int nodes) {
        this.nodes = nodes;
        this.projects = Math.min(500, nodes / 2 + 5);
        this.applications = Math.min(3000, nodes);
    }

    public static void main(String[] arguments) throws IOException {
        for (var nodes : List.of(10, 500, 5000)) {
            new OverviewBench(nodes).run();
        }
    }

    private void run() throws IOException {
        var directory = Files.createTempDirectory("overview-bench");
        try (var prometheus = PrometheusForTests.with(directory, samples())) {
            var before = heap();
            var cache = cache();
            print(
                    "%d machines, %d pods, %d applications: caches take %d MiB",
                    nodes, cache.pods().size(), applications, (heap() - before) >> 20);
            var jobs = jobs();
            var settings = PrometheusSettings.of(prometheus.url(), Map.of("rules", "recorded"));
            var config = new SmallRyeConfigBuilder()
                    .withConverter(Duration.class, 200, new DurationConverter())
                    .withMapping(OverviewConfig.class)
                    .build()
                    .getConfigMapping(OverviewConfig.class);
            var sources = new UsageSources(settings, null, null, clock);
            Supplier<OverviewDesk> fresh = () -> new OverviewDesk(
                    new Facts(config, cache, () -> jobs, sources, clock),
                    sources,
                    workspaces(),
                    config,
                    settings,
                    new Panels(config, sources),
                    clock);
            fresh.get().overview(OverviewScope.cluster());
            print(
                    "  cold, nothing counted or asked yet: %s",
                    times(5, () -> page(fresh.get(), OverviewScope.cluster())));
            var warm = fresh.get();
            for (var scope : List.of(
                    OverviewScope.cluster(),
                    OverviewScope.workspace("w1"),
                    OverviewScope.project("p1"),
                    OverviewScope.user("u1"))) {
                page(warm, scope);
                print(
                        "  warm, %s: %s; %d KiB",
                        scope.kind().name().toLowerCase(Locale.ROOT),
                        times(CALLS, () -> page(warm, scope)),
                        page(warm, scope) >> 10);
            }
        }
    }

    private static int page(OverviewDesk desk, OverviewScope scope) {
        try {
            return JSON.writeValueAsBytes(desk.overview(scope)).length;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String times(int calls, Runnable call) {
        var nanos = new long[calls];
        for (var i = 0; i < calls; i++) {
            var begin = System.nanoTime();
            call.run();
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        return "p50 %.1f ms, p95 %.1f ms, max %.1f ms"
                .formatted(nanos[calls / 2] / 1e6, nanos[calls * 95 / 100] / 1e6, nanos[calls - 1] / 1e6);
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private ClusterCache cache() {
        var cache = new ClusterCache();
        for (var i = 0; i < nodes; i++) {
            var has = Map.of("cpu", "128", "memory", "1Ti", Clusters.GPU, i % 2 == 0 ? "8" : "0");
            cache.machineTrace()
                    .seen(Clusters.node(
                            "n" + i, has, Map.of("nvidia.com/gpu.product", "A100", "nvidia.com/gpu.memory", "81920")));
        }
        for (var i = 0; i < nodes * PODS_PER_NODE; i++) {
            var application = i % applications;
            var asks = Map.of("cpu", "2", "memory", "8Gi", Clusters.GPU, i % 40 < 4 ? "1" : "0");
            cache.podTrace()
                    .seen(Clusters.pod(
                            "p" + application % projects,
                            "pod-" + i,
                            "n" + i % nodes,
                            asks,
                            Clusters.ofJob("job-" + application, "app-" + application)));
        }
        return cache;
    }

    private List<JobGlance> jobs() {
        var jobs = new ArrayList<JobGlance>();
        for (var i = 0; i < Math.min(15_000, nodes * 3); i++) {
            var phase = i < applications ? Phase.Running : Phase.Queued;
            jobs.add(Clusters.job("p" + i % projects, "job-" + i, "u" + i % 300, phase));
        }
        return jobs;
    }

    private Workspaces workspaces() {
        var index = IndexShape.of(Namespace.class).build();
        for (var i = 0; i < projects; i++) {
            index.put(new NamespaceBuilder()
                    .withNewMetadata()
                    .withName("p" + i)
                    .withUid("p" + i)
                    .withResourceVersion("1")
                    .addToLabels(Labels.WORKSPACE, "w" + i % 20)
                    .endMetadata()
                    .build());
        }
        return new Workspaces(index);
    }

    /** As the recording rules would have left it. */
    private String samples() {
        var samples = new Samples(Clusters.NOW.minusSeconds(60), Clusters.NOW);
        for (var measure : List.of("cpu:cores", "memory:bytes", "gpu:cards", "gpu_memory:bytes")) {
            for (var i = 0; i < nodes; i++) {
                samples.gauge("aip:node_" + measure, Map.of("node", "n" + i), 3);
            }
            for (var i = 0; i < projects; i++) {
                samples.gauge("aip:project_" + measure, Map.of("namespace", "p" + i), 2);
            }
            for (var i = 0; i < applications; i++) {
                samples.gauge(
                        "aip:group_" + measure,
                        Map.of("namespace", "p" + i % projects, "application", "app-" + i, "owner", "u" + i % 300),
                        1);
            }
        }
        for (var i = 0; i < nodes * PODS_PER_NODE; i++) {
            if (i % 40 < 4) {
                samples.gauge(
                        "aip:pod_gpu:cards",
                        Map.of("namespace", "p" + i % applications % projects, "pod", "pod-" + i),
                        0.5);
            }
        }
        var now = (double) Clusters.NOW.getEpochSecond();
        return samples.gauge("aip:usage:sampled", Map.of(), now)
                .gauge("aip:gpu_usage:sampled", Map.of(), now)
                .openMetrics();
    }

    private static void print(String format, Object... values) {
        System.out.println(format.formatted(values));
    }
}

package io.kubesphere.ai.overview.control;

import static io.kubesphere.ai.overview.control.Clusters.GPU;
import static io.kubesphere.ai.overview.control.Clusters.NOW;
import static io.kubesphere.ai.overview.control.Clusters.job;
import static io.kubesphere.ai.overview.control.Clusters.node;
import static io.kubesphere.ai.overview.control.Clusters.ofJob;
import static io.kubesphere.ai.overview.control.Clusters.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.kernel.workload.Phase;
import io.kubesphere.ai.overview.Figure;
import io.kubesphere.ai.overview.Grouping;
import io.kubesphere.ai.overview.HistoryQuery;
import io.kubesphere.ai.overview.Measure;
import io.kubesphere.ai.overview.OverviewScope;
import io.kubesphere.ai.overview.PrometheusSettings;
import io.kubesphere.ai.overview.Ring;
import io.kubesphere.ai.overview.TableQuery;
import io.kubesphere.ai.overview.TableRow;
import io.kubesphere.ai.overview.engine.Usage;
import io.kubesphere.ai.overview.engine.UsageHistory.Selection;
import io.kubesphere.ai.overview.engine.prometheus.PrometheusUsage;
import io.kubesphere.ai.testing.PrometheusForTests;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page over a real Prometheus with the samples of a cluster that is known to the last byte. Everything that can go wrong
 * with samples is in there: all come from two exporters, a counter starts anew, a machine is silent, one has vanished.
 */
class KnownClusterTest {
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final double GIBI = 1L << 30;
    private static final String CPU = "container_cpu_usage_seconds_total";
    private static final String MEMORY = "container_memory_working_set_bytes";

    @TempDir
    static Path directory;

    private static PrometheusForTests prometheus;
    private static PrometheusUsage source;
    private static Usage usage;
    private static Census census;

    @BeforeAll
    static void start() {
        prometheus = PrometheusForTests.with(directory, samples());
        source = new PrometheusUsage(PrometheusSettings.of(prometheus.url(), Map.of()), CLOCK);
        usage = source.now();
        census = census();
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    private static Census census() {
        var a100 = Map.of("nvidia.com/gpu.product", "NVIDIA-A100-SXM4-80GB", "nvidia.com/gpu.memory", "81920");
        var mig = Map.of("nvidia.com/gpu.product", "NVIDIA-A100-SXM4-40GB", "nvidia.com/gpu.memory", "40960");
        var t4 = Map.of(
                "nvidia.com/gpu.product",
                "Tesla-T4-SHARED",
                "nvidia.com/gpu.memory",
                "16384",
                "nvidia.com/gpu.replicas",
                "2");
        return Clusters.census(
                List.of(
                        node("cards", Map.of("cpu", "64", "memory", "512Gi", GPU, "4"), a100),
                        node("slices", Map.of("cpu", "32", "memory", "256Gi", "nvidia.com/mig-1g.5gb", "7"), mig),
                        node("shared", Map.of("cpu", "16", "memory", "64Gi", GPU, "2"), t4),
                        node("silent", Map.of("cpu", "16", "memory", "64Gi"), Map.of())),
                List.of(
                        pod(
                                "vision",
                                "bert-0",
                                "cards",
                                Map.of("cpu", "8", "memory", "64Gi", GPU, "2"),
                                ofJob("bert", "bert")),
                        pod(
                                "vision",
                                "lazy-0",
                                "cards",
                                Map.of("cpu", "4", "memory", "32Gi", GPU, "1"),
                                ofJob("lazy", "lazy")),
                        pod(
                                "speech",
                                "slice-0",
                                "slices",
                                Map.of("cpu", "2", "nvidia.com/mig-1g.5gb", "1"),
                                ofJob("slice", "asr")),
                        pod("outside", "one", "shared", Map.of("cpu", "1", GPU, "1"), ofJob("one", "demo")),
                        pod("outside", "two", "shared", Map.of("cpu", "1", GPU, "1"), ofJob("two", "demo")),
                        pod("vision", "web", "cards", Map.of("cpu", "1"), Map.of())),
                List.of(
                        job("vision", "bert", "ann", Phase.Running),
                        job("vision", "lazy", "bob", Phase.Running),
                        job("speech", "slice", "ann", Phase.Running),
                        job("outside", "one", "eve", Phase.Running),
                        job("outside", "two", "eve", Phase.Running)));
    }

    private static String samples() {
        var samples = new Samples(NOW.minusSeconds(3600), NOW);
        for (var exporter : List.of("kubelet", "kubelet-again")) {
            machine(samples, exporter, "cards", 20, 100);
            machine(samples, exporter, "slices", 5, 50);
            machine(samples, exporter, "shared", 2, 10);
            machine(samples, exporter, "gone", 1, 4);
            container(samples, exporter, "cards", "vision", "bert-0", 7.5, 60);
            container(samples, exporter, "cards", "vision", "lazy-0", 0.25, 3);
            container(samples, exporter, "slices", "speech", "slice-0", 1.5, 8);
            container(samples, exporter, "shared", "outside", "one", 0.5, 1);
            startedAnew(samples, exporter, "shared", "outside", "two", 0.75, 2);
            container(samples, exporter, "cards", "vision", "web", 0.125, 0.5);
        }
        silent(samples);
        for (var exporter : List.of("10.0.0.1:9400", "10.0.0.1:9401")) {
            card(samples, exporter, "cards", "GPU-a", Map.of("pod", "bert-0", "namespace", "vision"), 90, 70_000);
            card(samples, exporter, "cards", "GPU-b", Map.of("pod", "bert-0", "namespace", "vision"), 80, 60_000);
            // Where Prometheus keeps the exporter's own labels, the pod's come beside them.
            card(
                    samples,
                    exporter,
                    "cards",
                    "GPU-c",
                    Map.of(
                            "pod",
                            "dcgm-exporter-x",
                            "namespace",
                            "gpu-operator",
                            "exported_pod",
                            "lazy-0",
                            "exported_namespace",
                            "vision"),
                    1,
                    40_000);
            card(
                    samples,
                    exporter,
                    "cards",
                    "GPU-d",
                    Map.of("pod", "dcgm-exporter-x", "namespace", "gpu-operator"),
                    30,
                    1_000);
            // Of a card that two pods share the exporter repeats the card's figures for each.
            card(samples, exporter, "shared", "GPU-e", Map.of("pod", "one", "namespace", "outside"), 40, 8_000);
            card(samples, exporter, "shared", "GPU-e", Map.of("pod", "two", "namespace", "outside"), 40, 8_000);
            slice(samples, exporter, Map.of("pod", "slice-0", "namespace", "speech"), "7", 0.7, 4_000);
            slice(samples, exporter, Map.of(), "8", 0, 10);
        }
        for (var replica : List.of("ai-platform-0", "ai-platform-1")) {
            info(samples, replica, "vision", "bert-0", "bert", "ann");
            info(samples, replica, "vision", "lazy-0", "lazy", "bob");
            info(samples, replica, "speech", "slice-0", "asr", "ann");
            info(samples, replica, "outside", "one", "demo", "eve");
            info(samples, replica, "outside", "two", "demo", "eve");
            samples.gauge(
                    "aip_requested",
                    Map.of(
                            "instance",
                            replica,
                            "namespace",
                            "vision",
                            "application",
                            "bert",
                            "owner",
                            "ann",
                            "measure",
                            "cpu"),
                    8);
            samples.gauge(
                    "aip_requested",
                    Map.of(
                            "instance",
                            replica,
                            "namespace",
                            "outside",
                            "application",
                            "demo",
                            "owner",
                            "eve",
                            "measure",
                            "cpu"),
                    2);
            samples.gauge("aip_allocatable", Map.of("instance", replica, "measure", "cpu"), 128);
        }
        return samples.openMetrics();
    }

    private static void machine(Samples samples, String exporter, String node, double cores, double gibi) {
        var labels = Map.of("job", exporter, "node", node, "id", "/");
        samples.counter(CPU, labels, cores).gauge(MEMORY, labels, gibi * GIBI);
    }

    /** It reported until ten minutes ago. */
    private static void silent(Samples samples) {
        var labels = Map.of("job", "kubelet", "node", "silent", "id", "/");
        var end = NOW.minusSeconds(600).getEpochSecond();
        samples.until(end, CPU, labels, seconds -> Double.toString(3.0 * seconds));
        samples.until(end, MEMORY, labels, seconds -> Double.toString(GIBI));
    }

    private static Map<String, String> labels(String exporter, String node, String namespace, String pod) {
        return Map.of(
                "job",
                exporter,
                "node",
                node,
                "namespace",
                namespace,
                "pod",
                pod,
                "container",
                "main",
                "id",
                "/kubepods/" + pod);
    }

    private static void container(
            Samples samples, String exporter, String node, String namespace, String pod, double cores, double gibi) {
        var labels = labels(exporter, node, namespace, pod);
        samples.counter(CPU, labels, cores).gauge(MEMORY, labels, gibi * GIBI);
        // The pod as a whole, which must not be counted on top.
        var whole = new HashMap<>(labels);
        whole.put("container", "");
        samples.counter(CPU, whole, cores).gauge(MEMORY, whole, gibi * GIBI);
    }

    /** Its counter began anew two minutes ago, and has gone on at the same pace. */
    private static void startedAnew(
            Samples samples, String exporter, String node, String namespace, String pod, double cores, double gibi) {
        var labels = labels(exporter, node, namespace, pod);
        samples.series(
                CPU,
                labels,
                seconds -> Double.toString(seconds < 3480 ? 500 + cores * seconds : cores * (seconds - 3465)));
        samples.gauge(MEMORY, labels, gibi * GIBI);
    }

    private static void card(
            Samples samples,
            String exporter,
            String node,
            String uuid,
            Map<String, String> whose,
            double percent,
            double mebibytes) {
        var labels = new HashMap<>(whose);
        labels.putAll(Map.of("instance", exporter, "Hostname", node, "UUID", uuid, "modelName", "NVIDIA A100"));
        samples.gauge("DCGM_FI_DEV_GPU_UTIL", labels, percent).gauge("DCGM_FI_DEV_FB_USED", labels, mebibytes);
    }

    /** With slices the whole card is reported as well, and newer exporters write hostname. */
    private static void slice(
            Samples samples, String exporter, Map<String, String> whose, String id, double ratio, double mebibytes) {
        var labels = new HashMap<>(whose);
        labels.putAll(Map.of(
                "instance",
                exporter,
                "hostname",
                "slices",
                "UUID",
                "GPU-m",
                "modelName",
                "NVIDIA A100",
                "GPU_I_ID",
                id,
                "GPU_I_PROFILE",
                "1g.5gb"));
        samples.gauge("DCGM_FI_PROF_GR_ENGINE_ACTIVE", labels, ratio).gauge("DCGM_FI_DEV_FB_USED", labels, mebibytes);
        var whole = Map.of(
                "instance", exporter, "id", id, "hostname", "slices", "UUID", "GPU-m", "modelName", "NVIDIA A100");
        samples.gauge("DCGM_FI_PROF_GR_ENGINE_ACTIVE", whole, 0.1).gauge("DCGM_FI_DEV_FB_USED", whole, 4_010);
    }

    private static void info(
            Samples samples, String replica, String namespace, String pod, String application, String owner) {
        samples.gauge(
                "aip_pod_info",
                Map.of(
                        "instance",
                        replica,
                        "namespace",
                        namespace,
                        "pod",
                        pod,
                        "application",
                        application,
                        "owner",
                        owner),
                1);
    }

    private static Board board(OverviewScope scope) {
        var workspaces = Map.of("vision", "research", "speech", "research", "outside", "marketing");
        return new Board(
                census,
                new Use("prometheus", usage, Use.NO_SAMPLES),
                scope,
                namespace -> Optional.ofNullable(workspaces.get(namespace)));
    }

    private static BigDecimal used(OverviewScope scope, Measure measure) {
        return board(scope).rings().stream()
                .filter(ring -> ring.measure().equals(measure.wireName()))
                .map(Ring::used)
                .findFirst()
                .flatMap(Figure::value)
                .orElseThrow();
    }

    private static BigDecimal gibi(double number) {
        return BigDecimal.valueOf((long) (number * GIBI));
    }

    @Test
    void ringsOfTheClusterAreWhatItsMachinesUse() {
        assertThat(used(OverviewScope.cluster(), Measure.CPU)).isEqualByComparingTo("28");
        assertThat(used(OverviewScope.cluster(), Measure.MEMORY)).isEqualByComparingTo(gibi(164));
        // 0.9 + 0.8 + 0.01 + 0.3 of whole cards, 0.4 of the shared one, a seventh of 0.7.
        assertThat(used(OverviewScope.cluster(), Measure.GPU)).isEqualByComparingTo("2.51");
        assertThat(used(OverviewScope.cluster(), Measure.GPU_MEMORY))
                .isEqualByComparingTo(
                        BigDecimal.valueOf((70_000L + 60_000 + 40_000 + 1_000 + 8_000 + 4_000 + 10) * 1048576));
    }

    @Test
    void ringsSayHowManyMachinesReportAndHowOldTheyAre() {
        var cpu = board(OverviewScope.cluster()).rings().get(0);

        assertThat(cpu.reporting()).isEqualTo(3);
        assertThat(cpu.machines()).isEqualTo(4);
        assertThat(cpu.used().time()).contains(NOW);
    }

    @Test
    void workspaceProjectAndUserUseWhatTheirPodsUse() {
        assertThat(used(OverviewScope.workspace("research"), Measure.CPU)).isEqualByComparingTo("9.375");
        assertThat(used(OverviewScope.project("outside"), Measure.CPU)).isEqualByComparingTo("1.25");
        assertThat(used(OverviewScope.user("ann"), Measure.CPU)).isEqualByComparingTo("9");
        assertThat(used(OverviewScope.user("ann"), Measure.GPU)).isEqualByComparingTo("1.8");
        assertThat(used(OverviewScope.project("vision"), Measure.GPU)).isEqualByComparingTo("1.71");
    }

    @Test
    void whatNobodyCanBeChargedWithIsUnattributed() {
        var board = board(OverviewScope.cluster());

        var users = new Breakdown(census, board, TableQuery.all(Grouping.USERS)).table();

        // The shared card (0.4) and the one that no pod holds (0.3).
        assertThat(users.unattributed().used().get("gpu").value().get()).isEqualByComparingTo("0.7");
        assertThat(users.items()).extracting(TableRow::name).containsExactlyInAnyOrder("ann", "bob", "eve");
    }

    @Test
    void cardThatNobodyUsesIsListedWithItsHolder() {
        var idle = new IdleCards(census, board(OverviewScope.cluster()), Duration.ofMinutes(30), 0.05, 10).list();

        assertThat(idle).hasSize(1);
        assertThat(idle.get(0).pod()).isEqualTo("lazy-0");
        assertThat(idle.get(0).owner()).contains("bob");
        assertThat(idle.get(0).peak().value().get()).isEqualByComparingTo("0.01");
    }

    @Test
    void historyOfAScopeIsOfItsPodsAlone() {
        var query = new HistoryQuery(Measure.CPU, NOW.minusSeconds(1200), NOW, Duration.ofSeconds(60));

        var ofCluster = source.range(new Selection(Optional.empty(), Optional.empty()), query);
        var ofProjects = source.range(new Selection(Optional.of(Set.of("outside", "speech")), Optional.empty()), query);
        var ofUser = source.range(new Selection(Optional.empty(), Optional.of("ann")), query);

        assertThat(ofCluster).extracting(line -> line.name()).containsExactly("used", "requested", "allocatable");
        assertThat(last(ofCluster, 0)).isEqualByComparingTo("28");
        assertThat(last(ofCluster, 1)).isEqualByComparingTo("10");
        assertThat(last(ofCluster, 2)).isEqualByComparingTo("128");
        assertThat(last(ofProjects, 0)).isEqualByComparingTo("2.75");
        assertThat(last(ofProjects, 1)).isEqualByComparingTo("2");
        assertThat(last(ofUser, 0)).isEqualByComparingTo("9");
        assertThat(ofUser.get(0).points()).hasSize(21);
    }

    private static BigDecimal last(List<io.kubesphere.ai.overview.History.Line> lines, int line) {
        var points = lines.get(line).points();
        return points.get(points.size() - 1).value();
    }

    @Test
    void nameThatWouldBeAPartOfTheQuestionIsJustANameThatNobodyHas() {
        var query = new HistoryQuery(Measure.CPU, NOW.minusSeconds(600), NOW, Duration.ofSeconds(60));
        for (var name :
                List.of("ann\"} or vector(1) or x{a=\"", "a.*", "$1", "ann\\", "ann|eve", "x\ny", "\u0000", "安")) {
            var ofUser = source.range(new Selection(Optional.empty(), Optional.of(name)), query);
            var ofProject = source.range(new Selection(Optional.of(Set.of(name)), Optional.empty()), query);

            assertThat(ofUser).as(name).allSatisfy(line -> assertThat(line.points())
                    .isEmpty());
            assertThat(ofProject).as(name).allSatisfy(line -> assertThat(line.points())
                    .isEmpty());
        }
    }
}

package io.kubesphere.ai.overview.control;

import static io.kubesphere.ai.overview.control.Clusters.GPU;
import static io.kubesphere.ai.overview.control.Clusters.NOW;
import static io.kubesphere.ai.overview.control.Clusters.census;
import static io.kubesphere.ai.overview.control.Clusters.job;
import static io.kubesphere.ai.overview.control.Clusters.node;
import static io.kubesphere.ai.overview.control.Clusters.ofJob;
import static io.kubesphere.ai.overview.control.Clusters.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.kernel.workload.Phase;
import io.kubesphere.ai.overview.Amounts;
import io.kubesphere.ai.overview.Figure;
import io.kubesphere.ai.overview.Group;
import io.kubesphere.ai.overview.Grouping;
import io.kubesphere.ai.overview.Measure;
import io.kubesphere.ai.overview.OverviewScope;
import io.kubesphere.ai.overview.PodName;
import io.kubesphere.ai.overview.Ring;
import io.kubesphere.ai.overview.Table;
import io.kubesphere.ai.overview.TableQuery;
import io.kubesphere.ai.overview.TableRow;
import io.kubesphere.ai.overview.engine.Usage;
import io.kubesphere.ai.training.JobGlance;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final Map<String, String> WORKSPACES =
            Map.of("vision", "research", "speech", "research", "outside", "marketing");

    private static Optional<String> workspaceOf(String namespace) {
        return Optional.ofNullable(WORKSPACES.get(namespace));
    }

    private static Board board(Census census, Usage usage, OverviewScope scope) {
        return new Board(census, new Use("prometheus", usage, Use.NO_SAMPLES), scope, BoardTest::workspaceOf);
    }

    private static Ring ring(Board board, Measure measure) {
        return board.rings().stream()
                .filter(ring -> ring.measure().equals(measure.wireName()))
                .findFirst()
                .orElseThrow();
    }

    private static BigDecimal value(Figure figure) {
        return figure.value().orElse(BigDecimal.ZERO);
    }

    @Test
    void breakdownsAddUpToTheirRingExactlyOnRandomClusters() {
        for (var seed = 0L; seed < 200; seed++) {
            var random = new Random(seed);
            var census = randomCensus(random);
            var usage = randomUsage(random, census);
            for (var scope : List.of(
                    OverviewScope.cluster(),
                    OverviewScope.workspace("research"),
                    OverviewScope.project("vision"),
                    OverviewScope.user("ann"))) {
                var board = board(census, usage, scope);
                for (var by : Board.groupings(scope.kind())) {
                    check(
                            board,
                            new Breakdown(census, board, TableQuery.top(by, 2)).table(),
                            "seed " + seed + " " + scope);
                }
            }
        }
    }

    private static void check(Board board, Table table, String what) {
        for (var measure : Measure.values()) {
            var ring = ring(board, measure);
            if (ring.requested().value().isPresent()) {
                assertThat(sum(table, measure, true))
                        .as("%s %s requested %s", what, table.by(), measure)
                        .isEqualByComparingTo(value(ring.requested()));
            }
            if (ring.used().value().isPresent()) {
                assertThat(sum(table, measure, false))
                        .as("%s %s used %s", what, table.by(), measure)
                        .isEqualByComparingTo(value(ring.used()));
            }
        }
    }

    private static BigDecimal sum(Table table, Measure measure, boolean requested) {
        return Stream.concat(table.items().stream(), Stream.of(table.others(), table.unattributed()))
                .map(row -> requested ? row.requested() : row.used())
                .map(figures -> value(figures.get(measure.wireName())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Census randomCensus(Random random) {
        var nodes = new ArrayList<Node>();
        for (var i = 0; i < 1 + random.nextInt(5); i++) {
            nodes.add(node(
                    "n" + i,
                    Map.of("cpu", "" + (8 + random.nextInt(64)), "memory", "64Gi", GPU, "" + random.nextInt(9)),
                    random.nextBoolean()
                            ? Map.of("nvidia.com/gpu.memory", "81920")
                            : Map.of("nvidia.com/gpu.replicas", "3")));
        }
        var jobs = new ArrayList<JobGlance>();
        var pods = new ArrayList<Pod>();
        for (var i = 0; i < random.nextInt(30); i++) {
            var namespace =
                    List.of("vision", "speech", "outside", "kube-system").get(random.nextInt(4));
            if (random.nextBoolean()) {
                jobs.add(job(namespace, "j" + i, random.nextBoolean() ? "ann" : "bob", Phase.Running));
            }
            pods.add(pod(
                    namespace,
                    "p" + i,
                    "n" + random.nextInt(6),
                    Map.of(
                            "cpu",
                            random.nextInt(4000) + "m",
                            "memory",
                            random.nextInt(4000) + "Mi",
                            GPU,
                            "" + random.nextInt(3)),
                    random.nextBoolean() ? ofJob("j" + i, "app-" + random.nextInt(3)) : Map.of()));
        }
        return census(nodes, pods, jobs);
    }

    /** With holes: some machines and groups are not measured, or only in part. */
    private static Usage randomUsage(Random random, Census census) {
        var machines = new HashMap<String, Amounts>();
        for (var i = 0; i < 7; i++) {
            machines.put("n" + i, randomAmounts(random));
        }
        var projects = new HashMap<String, Amounts>();
        var groups = new HashMap<Group, Amounts>();
        census.groups().keySet().forEach(group -> {
            var amounts = randomAmounts(random);
            groups.put(group, amounts);
            projects.merge(group.namespace(), amounts, Amounts::plus);
        });
        return new Usage(
                Map.of(Measure.CPU, NOW, Measure.MEMORY, NOW, Measure.GPU, NOW),
                machines,
                projects,
                groups,
                Map.of(),
                Optional.empty());
    }

    private static Amounts randomAmounts(Random random) {
        var amounts = Amounts.UNKNOWN;
        for (var measure : Measure.values()) {
            if (random.nextInt(4) > 0) {
                amounts = amounts.with(measure, random.nextInt(1_000_000_000));
            }
        }
        return amounts;
    }

    @Test
    void whatNobodyMeasuresIsMissingAndNotZero() {
        var census = census(List.of(node("n", Map.of("cpu", "8", "memory", "1Gi"), Map.of())), List.of(), List.of());
        var board = new Board(census, Use.none(), OverviewScope.cluster(), BoardTest::workspaceOf);

        var cpu = ring(board, Measure.CPU);

        assertThat(cpu.used().value()).isEmpty();
        assertThat(cpu.used().missing()).contains("NoSource");
        assertThat(cpu.requested().value()).contains(new BigDecimal("0"));
        assertThat(cpu.allocatable().value().get()).isEqualByComparingTo("8");
        assertThat(cpu.allocatable().time()).contains(NOW);
    }

    @Test
    void podsOfAnotherTenantThatCarryForeignLabelsCountWhereTheyReallyAre() {
        var lies = new HashMap<>(ofJob("job-of-ann", "app"));
        lies.put(Labels.OWNER, "ann");
        lies.put(Labels.WORKSPACE, "research");
        var census = census(
                List.of(node("n", Map.of("cpu", "8", "memory", "1Gi"), Map.of())),
                List.of(pod("outside", "liar", "n", Map.of("cpu", "3"), lies)),
                List.of(job("vision", "job-of-ann", "ann", Phase.Running)));
        var usage = new Usage(
                Map.of(Measure.CPU, NOW),
                Map.of(),
                Map.of("outside", Amounts.UNKNOWN.with(Measure.CPU, 5)),
                Map.of(),
                Map.of(),
                Optional.empty());

        var ofAnn = ring(board(census, usage, OverviewScope.user("ann")), Measure.CPU);
        var ofResearch = ring(board(census, usage, OverviewScope.workspace("research")), Measure.CPU);
        var ofMarketing = ring(board(census, usage, OverviewScope.workspace("marketing")), Measure.CPU);

        assertThat(value(ofAnn.requested())).isZero();
        assertThat(value(ofResearch.requested())).isZero();
        assertThat(value(ofMarketing.requested())).isEqualByComparingTo("3");
    }

    @Test
    void machineThatHasVanishedIsARowForAsLongAsItIsMeasured() {
        var census = census(List.of(node("here", Map.of("cpu", "8", "memory", "1Gi"), Map.of())), List.of(), List.of());
        var usage = new Usage(
                Map.of(Measure.CPU, NOW),
                Map.of(
                        "here",
                        Amounts.UNKNOWN.with(Measure.CPU, 1_000_000),
                        "gone",
                        Amounts.UNKNOWN.with(Measure.CPU, 500_000)),
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.empty());
        var board = board(census, usage, OverviewScope.cluster());

        var machines = new Breakdown(census, board, TableQuery.all(Grouping.MACHINES)).table();

        assertThat(machines.items())
                .extracting(TableRow::name, row -> row.machine().get().state())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("here", "Ready"),
                        org.assertj.core.groups.Tuple.tuple("gone", "Gone"));
        assertThat(value(ring(board, Measure.CPU).used())).isEqualByComparingTo("1.5");
        assertThat(ring(board, Measure.CPU).reporting()).isEqualTo(1);
    }

    @Test
    void memoryOfCardsIsNotKnownWhereAMachineDoesNotSay() {
        var says = node("says", Map.of(GPU, "1"), Map.of("nvidia.com/gpu.memory", "1024"));
        var silent = node("silent", Map.of(GPU, "1"), Map.of());
        var bare = node("bare", Map.of("cpu", "1"), Map.of());

        assertThat(capacity(says, silent).value()).isEmpty();
        assertThat(capacity(says, bare).value().get()).isEqualByComparingTo(new BigDecimal(1L << 30));
        assertThat(capacity(bare).value().get()).isZero();
    }

    private static Figure capacity(Node... nodes) {
        var census = census(List.of(nodes), List.of(), List.of());
        return ring(board(census, Usage.NONE, OverviewScope.cluster()), Measure.GPU_MEMORY)
                .capacity();
    }

    @Test
    void slicesAndSharesArePartsOfACard() {
        var mig = Map.of("nvidia.com/gpu.product", "NVIDIA-A100-SXM4-40GB", "nvidia.com/gpu.memory", "40960");
        var shared = Map.of(
                "nvidia.com/gpu.product",
                "Tesla-T4-SHARED",
                "nvidia.com/gpu.replicas",
                "4",
                "nvidia.com/gpu.memory",
                "16384");
        var census = census(
                List.of(
                        node("mig", Map.of("nvidia.com/mig-1g.5gb", "7"), mig),
                        node("shared", Map.of(GPU, "8"), shared)),
                List.of(
                        pod("vision", "slice", "mig", Map.of("nvidia.com/mig-1g.5gb", "2"), Map.of()),
                        pod("vision", "share", "shared", Map.of(GPU, "1"), Map.of())),
                List.of());
        var board = board(census, Usage.NONE, OverviewScope.cluster());

        var gpu = ring(board, Measure.GPU);
        var memory = ring(board, Measure.GPU_MEMORY);

        assertThat(value(gpu.capacity())).isEqualByComparingTo("2.999999");
        assertThat(value(gpu.requested())).isEqualByComparingTo("0.535714");
        assertThat(value(memory.requested())).isEqualByComparingTo(new BigDecimal((10L << 30) + (4L << 30)));
    }

    @Test
    void whatASourceMeasuresPodByPodIsPutTogetherByWhoseThePodsAre() {
        var census = census(
                List.of(node("n", Map.of("cpu", "8", "memory", "1Gi"), Map.of())),
                List.of(
                        pod("vision", "worker", "n", Map.of("cpu", "1"), ofJob("j", "bert")),
                        pod("vision", "web", "n", Map.of(), Map.of())),
                List.of(job("vision", "j", "ann", Phase.Running)));
        var usage = new Usage(
                Map.of(Measure.CPU, NOW),
                Map.of("n", Amounts.UNKNOWN.with(Measure.CPU, 3_000_000)),
                Map.of(),
                Map.of(),
                Map.of(
                        new PodName("vision", "worker"), Amounts.UNKNOWN.with(Measure.CPU, 700_000),
                        new PodName("vision", "web"), Amounts.UNKNOWN.with(Measure.CPU, 200_000)),
                Optional.empty());

        var ofAnn = board(census, usage, OverviewScope.user("ann"));
        var ofVision = board(census, usage, OverviewScope.project("vision"));

        assertThat(value(ring(ofAnn, Measure.CPU).used())).isEqualByComparingTo("0.7");
        assertThat(value(ring(ofVision, Measure.CPU).used())).isEqualByComparingTo("0.9");
    }
}

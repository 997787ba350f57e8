package io.kubesphere.ai.overview.control;

import static io.kubesphere.ai.overview.control.Clusters.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kubesphere.ai.overview.Figure;
import io.kubesphere.ai.overview.Grouping;
import io.kubesphere.ai.overview.HistoryQuery;
import io.kubesphere.ai.overview.Measure;
import io.kubesphere.ai.overview.OverviewScope;
import io.kubesphere.ai.overview.Plane;
import io.kubesphere.ai.overview.PrometheusSettings;
import io.kubesphere.ai.overview.Ring;
import io.kubesphere.ai.overview.TableQuery;
import io.kubesphere.ai.overview.TableRow;
import io.kubesphere.ai.overview.engine.Usage;
import io.kubesphere.ai.overview.engine.UsageHistory.Selection;
import io.kubesphere.ai.overview.engine.prometheus.PrometheusConfig;
import io.kubesphere.ai.overview.engine.prometheus.PrometheusUsage;
import io.kubesphere.ai.testing.ExporterForTests;
import io.kubesphere.ai.testing.PrometheusForTests;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The page over a real Prometheus with the samples of the known cluster, with the rules in our questions, and as Prometheus
 * itself records by them; the figures are the same.
 */
@ParameterizedClass
@EnumSource(KnownClusterTest.Rules.class)
class KnownClusterTest {
    private static final Path RULES = Path.of("ks-apiservice/files/usage-rules.yaml");
    private static final String LAST_RECORD = "aip:nic:sampled";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Prometheus records nothing that is older than the samples it starts with; these end when it is up. */
    private static final Duration START = Duration.ofSeconds(40);

    /** Records of so many seconds are there; until the next scrape would be due the samples are as good as new. */
    private static final Duration RECORDED = Duration.ofSeconds(6);

    enum Rules {
        INLINE(Duration.ofMinutes(1)),
        RECORDED(Duration.ofSeconds(1));

        private final Duration step;

        Rules(Duration step) {
            this.step = step;
        }

        PrometheusConfig settings(PrometheusForTests prometheus) {
            return PrometheusSettings.of(
                    prometheus.url(),
                    Map.of(
                            "rules", name().toLowerCase(Locale.ROOT),
                            "devices.business", "eth0|ens.*",
                            "devices.compute", "mlx5_[0-9]"));
        }
    }

    @TempDir
    static Path directory;

    private static ExporterForTests exporter;
    private static PrometheusForTests prometheus;
    private static PrometheusUsage source;
    private static Usage usage;
    private static Instant end;
    private static Instant now;

    private final Rules rules;

    KnownClusterTest(Rules rules) {
        this.rules = rules;
    }

    @BeforeParameterizedClassInvocation
    static void start(Rules rules) throws IOException {
        exporter = ExporterForTests.start();
        var files = Files.createDirectory(directory.resolve(rules.name()));
        switch (rules) {
            case INLINE -> {
                end = NOW;
                now = NOW;
                prometheus = PrometheusForTests.with(files, KnownCluster.samples(end));
            }
            case RECORDED -> {
                end = Instant.now().plus(START).truncatedTo(ChronoUnit.SECONDS);
                now = end.plus(RECORDED);
                var targets = List.of(exporter.address());
                prometheus = PrometheusForTests.recording(files, KnownCluster.samples(end), RULES, targets);
                await().atMost(PATIENCE).until(KnownClusterTest::isRecorded);
            }
        }
        source = new PrometheusUsage(rules.settings(prometheus), Clock.fixed(now, ZoneOffset.UTC));
        usage = source.now();
    }

    /** The rules of a group run one after the other. */
    private static boolean isRecorded() {
        return prometheus.query("timestamp(" + LAST_RECORD + ")", Duration.ZERO).stream()
                .anyMatch(series -> series.path("value").path(1).asDouble() >= now.getEpochSecond());
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        exporter.close();
    }

    private static Board board(OverviewScope scope) {
        var workspaces = Map.of("vision", "research", "speech", "research", "outside", "marketing");
        return new Board(
                KnownCluster.census(),
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
        return BigDecimal.valueOf((long) (number * KnownCluster.GIBI));
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
        assertThat(cpu.used().time()).contains(end);
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

        var users = new Breakdown(KnownCluster.census(), board, TableQuery.all(Grouping.USERS)).table();

        // The shared card (0.4) and the one that no pod holds (0.3).
        assertThat(users.unattributed().used().get("gpu").value().get()).isEqualByComparingTo("0.7");
        assertThat(users.items()).extracting(TableRow::name).containsExactlyInAnyOrder("ann", "bob", "eve");
    }

    @Test
    void cardThatNobodyUsesIsListedWithItsHolder() {
        var idle = new IdleCards(
                        KnownCluster.census(), board(OverviewScope.cluster()), Duration.ofMinutes(30), 0.05, 10)
                .list();

        assertThat(idle).hasSize(1);
        assertThat(idle.get(0).pod()).isEqualTo("lazy-0");
        assertThat(idle.get(0).owner()).contains("bob");
        assertThat(idle.get(0).peak().value().get()).isEqualByComparingTo("0.01");
    }

    @Test
    void historyOfAScopeIsOfItsPodsAlone() {
        var query = new HistoryQuery(Measure.CPU, now.minus(rules.step.multipliedBy(2)), now, rules.step);

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
        assertThat(ofUser.get(0).points()).hasSize(3);
    }

    private static BigDecimal last(List<io.kubesphere.ai.overview.History.Line> lines, int line) {
        var points = lines.get(line).points();
        return points.get(points.size() - 1).value();
    }

    @Test
    void nameThatWouldBeAPartOfTheQuestionIsJustANameThatNobodyHas() {
        var query = new HistoryQuery(Measure.CPU, now.minusSeconds(600), now, Duration.ofSeconds(60));
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

    @Test
    void networksOfMachinesCarryWhatTheirDevicesDo() {
        Function<Plane, Optional<String>> resources =
                plane -> Optional.of(KnownCluster.RDMA).filter(unused -> plane == Plane.COMPUTE);
        var census = KnownCluster.census();
        var planes = new NicPlanes(census, new Use("prometheus", usage, Use.NO_SAMPLES), resources);

        var compute = planes.of("cards", Plane.COMPUTE);
        assertThat(compute.received().value()).contains(BigDecimal.valueOf(30_000_000_000L));
        assertThat(compute.sent().value()).contains(BigDecimal.valueOf(30_000_000_000L));
        assertThat(compute.speed().value()).contains(BigDecimal.valueOf(100_000_000_000L));
        assertThat(compute.received().time()).contains(end);
        assertThat(compute.capacity().value()).contains(BigDecimal.valueOf(8));
        assertThat(compute.requested().value()).contains(BigDecimal.valueOf(3));

        var business = planes.of("slices", Plane.BUSINESS);
        assertThat(business.received().value()).contains(BigDecimal.valueOf(300_000_000));
        assertThat(business.sent().value()).contains(BigDecimal.valueOf(600_000_000));
        assertThat(business.capacity().missing()).contains("NotConfigured");
        assertThat(planes.of("cards", Plane.BUSINESS).received().value()).contains(BigDecimal.valueOf(100_000_000));

        assertThat(planes.of("cards", Plane.STORAGE).received().missing()).contains("NotConfigured");
        assertThat(planes.of("silent", Plane.COMPUTE).received().missing()).contains("NoSamples");
        assertThat(planes.of("silent", Plane.COMPUTE).capacity().missing()).contains("NoResource");
    }

    @Test
    void machineThatVanishesIsGoneAtOnce() {
        assumeTrue(rules == Rules.RECORDED, "needs a Prometheus that scrapes");
        var live = new PrometheusUsage(rules.settings(prometheus), Clock.systemUTC());

        exporter.tells(KnownCluster.MEMORY + "{node=\"leaving\",id=\"/\"} 42\n");
        await().atMost(PATIENCE).until(() -> live.now().machines().containsKey("leaving"));
        assertThat(live.now().machines().get("leaving").get(Measure.MEMORY)).hasValue(42);

        exporter.tells("");
        await().atMost(PATIENCE).until(() -> !live.now().machines().containsKey("leaving"));
    }
}

package io.kubesphere.ai.training.store;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.testing.MigratedDatabase;
import io.kubesphere.ai.training.ChildRun;
import io.kubesphere.ai.training.MetricPoint;
import io.kubesphere.ai.training.MetricSummary;
import io.kubesphere.ai.training.MetricTail.Arrival;
import io.kubesphere.ai.training.RecordedRun;
import io.kubesphere.ai.training.Report;
import io.kubesphere.ai.training.ReportedDataset;
import io.kubesphere.ai.training.ReportedMetric;
import io.kubesphere.ai.training.ReportedText;
import io.kubesphere.ai.training.TrackedRun;
import io.kubesphere.ai.training.store.MetricStore.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final TrackingStores stores = TrackingStores.open();
    private final RecordedRun recorded = RecordedRun.in(MigratedDatabase.jdbi(), "vision", "resnet");
    private final UUID run = recorded.uid();

    @BeforeEach
    void admit() {
        stores.runs().admit(run);
    }

    @Test
    void runIsKnownByItsNameAndCreatorOnceItsRecordIsThere() {
        var known = stores.runs().find(run, run).orElseThrow();

        assertThat(known.name()).isEqualTo("resnet");
        assertThat(known.project()).isEqualTo("vision");
        assertThat(known.content().tags()).containsEntry("mlflow.user", "ada");
        assertThat(known.course().startMs())
                .isEqualTo(Instant.parse("2026-01-02T03:04:05Z").toEpochMilli());
        assertThat(known.isChild()).isFalse();
        stores.runs().admit(run);
        assertThat(stores.runs().tree(run)).hasSize(1);
    }

    @Test
    void runWithoutARecordStaysUnknown() {
        var stranger = UUID.randomUUID();

        stores.runs().admit(stranger);

        assertThat(stores.runs().standing(stranger, stranger)).isEqualTo(TrackedRunStore.Standing.UNKNOWN);
    }

    @Test
    void pointsComeBackByStepAndThenArrivalWhateverTheProgramsClockSays() {
        take(metric("loss", 3.0, 900, 2), metric("loss", 1.0, 500, 1), metric("loss", 2.0, 100, 1));

        assertThat(values("loss")).containsExactly(1.0, 2.0, 3.0);
    }

    @Test
    void sameReportAgainStoresNothingAndShiftsNoSummary() {
        var report = new ReportedMetric[] {metric("loss", 1.0, 500, 1), metric("loss", Double.NaN, 500, 2)};
        take(report);
        var before = summary("loss");

        take(report);
        take(report[1], report[1]);

        assertThat(values("loss")).containsExactly(1.0, Double.NaN);
        assertThat(summary("loss")).isEqualTo(before);
        assertThat(before.points()).isEqualTo(2);
    }

    @Test
    void latestIsTheHighestStepAndOfOneStepTheLastArrival() {
        take(metric("loss", 5.0, 100, 7));
        take(metric("loss", 4.0, 50, 7));
        take(metric("loss", 9.0, 999, 3));

        assertThat(summary("loss"))
                .isEqualTo(new MetricSummary("loss", 4.0, 7, 50, OptionalDouble.of(4.0), OptionalDouble.of(9.0), 3));
    }

    @Test
    void nanAndTheInfinitiesAreKeptAndNanIsNeitherLeastNorGreatest() {
        take(
                metric("loss", Double.NaN, 1, 1),
                metric("loss", Double.POSITIVE_INFINITY, 1, 2),
                metric("loss", Double.NEGATIVE_INFINITY, 1, 3),
                metric("loss", 4.9e-324, 1, 4),
                metric("only nan", Double.NaN, 1, 1));

        assertThat(values("loss"))
                .containsExactly(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 4.9e-324);
        assertThat(summary("loss").least()).hasValue(Double.NEGATIVE_INFINITY);
        assertThat(summary("loss").greatest()).hasValue(Double.POSITIVE_INFINITY);
        assertThat(summary("only nan").least()).isEmpty();
        assertThat(summary("only nan").value()).isNaN();
    }

    @Test
    void namesOfAllScriptsAndOf250CharactersAreNames() {
        var names = List.of("val/acc top 5", "Genauigkeit ä 准确率", "ж".repeat(250), "a", "A");

        take(names.stream().map(name -> metric(name, 1.0, 1, 1)).toArray(ReportedMetric[]::new));

        assertThat(content().metrics()).extracting(MetricSummary::key).containsExactlyInAnyOrderElementsOf(names);
        names.forEach(name -> assertThat(values(name)).containsExactly(1.0));
    }

    @Test
    void parameterNeverChangesAndTheRefusedReportLeavesNothing() {
        take(new Report(List.of(), List.of(new ReportedText("lr", "0.1")), List.of()));
        take(new Report(List.of(), List.of(new ReportedText("lr", "0.1"), new ReportedText("depth", "")), List.of()));
        var other = new Report(
                List.of(metric("loss", 1.0, 1, 1)),
                List.of(new ReportedText("epochs", "3"), new ReportedText("lr", "0.2")),
                List.of(new ReportedText("note", "x")));

        assertThatThrownBy(() -> take(other))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(Problem.Code.INVALID))
                .hasMessageContainingAll("lr", "0.1", "0.2");

        assertThat(content().parameters()).containsOnly(entry("lr", "0.1"), entry("depth", ""));
        assertThat(content().metrics()).isEmpty();
        assertThat(content().tags()).doesNotContainKey("note");
    }

    @Test
    void tagIsOverwrittenAndRemoved() {
        take(tags("note", "first", "kind", "fold"));
        take(tags("note", "second", "note", "third"));

        assertThat(content().tags()).containsEntry("note", "third").containsEntry("kind", "fold");
        assertThat(stores.reports().removeTag(run, "note")).isTrue();
        assertThat(stores.reports().removeTag(run, "note")).isFalse();
        assertThat(content().tags()).doesNotContainKey("note");
    }

    @Test
    void dataThatIsReadAgainIsOneEntryWithItsNewestDescription() {
        stores.reports().reads(run, List.of(dataset("train", "d1", "old"), dataset("test", "d2", "x")));
        stores.reports().reads(run, List.of(dataset("train", "d1", "new")));
        stores.reports().reads(run, List.of());

        assertThat(content().datasets()).containsExactly(dataset("test", "d2", "x"), dataset("train", "d1", "new"));
    }

    @Test
    void modelsOfMlflow2AreListedInATagWhateverTheProgramHasPutThere() {
        take(tags("mlflow.log-model.history", "no json"));

        stores.reports().makes(run, run, "{\"artifact_path\":\"a\"}", NOW);
        stores.reports().makes(run, run, "{\"artifact_path\":\"b\"}", NOW);

        assertThat(content().tags())
                .containsEntry("mlflow.log-model.history", "[{\"artifact_path\":\"a\"},{\"artifact_path\":\"b\"}]");
        assertThatThrownBy(() -> stores.reports().makes(run, run, "[]", NOW)).isInstanceOf(Problem.class);
    }

    @Test
    void lastReportIsTheProgramsOwnAndTheMachinesLoadDoesNotCount() {
        stores.reports().take(run, run, Report.metric(metric("system/gpu", 1.0, 1, 1)), NOW);
        assertThat(stores.metrics().lastReportAt(run)).isEmpty();

        stores.reports().take(run, run, Report.metric(metric("loss", 1.0, 1, 1)), NOW.plusSeconds(1));
        stores.reports().take(run, run, Report.metric(metric("system/gpu", 2.0, 2, 2)), NOW.plusSeconds(60));
        stores.reports().hear(run, NOW);

        assertThat(stores.metrics().lastReportAt(run)).contains(NOW.plusSeconds(1));
    }

    @Test
    void childrenNumberTheirArrivalsTogetherWithTheRun() {
        var child = child();

        stores.reports().take(run, run, Report.metric(metric("loss", 1.0, 1, 1)), NOW);
        stores.reports().take(run, child, Report.metric(metric("loss", 2.0, 1, 1)), NOW.plusSeconds(5));

        assertThat(stores.metrics().sequence(run)).isEqualTo(2);
        assertThat(stores.metrics().sequence(child)).isEqualTo(2);
        assertThat(stores.metrics().since(run, 0, 10))
                .extracting(Arrival::point)
                .containsExactly(new MetricPoint(1, 1, 1.0, 1));
        assertThat(stores.metrics().since(child, 1, 10)).hasSize(1);
        assertThat(stores.metrics().lastReportAt(run)).contains(NOW.plusSeconds(5));
    }

    @Test
    void whoFollowsTheArrivalsMissesNoneWhileManyReport() throws Exception {
        var writers = 6;
        var reports = 40;
        var pool = Executors.newFixedThreadPool(writers);
        try {
            var child = child();
            var work = IntStream.range(0, writers)
                    .mapToObj(writer -> pool.submit(() -> report(writer % 2 == 0 ? run : child, writer, reports)))
                    .toList();
            var seen = new HashSet<String>();
            var after = 0L;
            while (seen.size() < expected(writers, reports).size()
                    && !(done(work) && stores.metrics().since(run, after, 50).isEmpty())) {
                for (var arrival : stores.metrics().since(run, after, 50)) {
                    assertThat(arrival.point().sequence()).isGreaterThan(after);
                    after = arrival.point().sequence();
                    seen.add(arrival.key() + "/" + arrival.point().step());
                }
            }

            assertThat(seen).isEqualTo(expected(writers, reports));
            assertThat(summary("common").points()).isEqualTo((long) writers / 2 * reports);
        } finally {
            pool.shutdownNow();
        }
    }

    private boolean report(UUID to, int writer, int reports) {
        for (int step = 0; step < reports; step++) {
            var report = new Report(
                    List.of(
                            metric("w" + writer, step, 1, step),
                            metric("common", writer, writer, (long) writer * reports + step),
                            metric("system/w" + writer, step, 1, step)),
                    List.of(new ReportedText("p" + writer + "-" + step, "x")),
                    List.of(new ReportedText("shared", "w" + writer)));
            stores.reports().take(run, to, report, NOW);
        }
        return true;
    }

    private static Set<String> expected(int writers, int reports) {
        return IntStream.range(0, writers)
                .filter(writer -> writer % 2 == 0)
                .boxed()
                .flatMap(writer -> IntStream.range(0, reports)
                        .boxed()
                        .flatMap(step -> Stream.of(
                                "w" + writer + "/" + step,
                                "common/" + (writer * reports + step),
                                "system/w" + writer + "/" + step)))
                .collect(toSet());
    }

    /** Also fails when a writer has failed. */
    private static boolean done(List<? extends Future<?>> work) throws InterruptedException, ExecutionException {
        for (var future : work) {
            if (!future.isDone()) {
                return false;
            }
            future.get();
        }
        return true;
    }

    @Test
    void hundredThousandPointsAreTakenAndReadInParts() {
        var batch = 1000;
        for (int first = 0; first < 100_000; first += batch) {
            take(IntStream.range(first, first + batch)
                    .mapToObj(step -> metric("loss", Math.sin(step), step, step))
                    .toArray(ReportedMetric[]::new));
        }

        var read = new ArrayList<MetricPoint>();
        var place = Place.BEGINNING;
        for (var part = part(place); !part.isEmpty(); part = part(place)) {
            read.addAll(part);
            var last = part.get(part.size() - 1);
            place = new Place(last.step(), last.sequence());
        }
        assertThat(read)
                .extracting(MetricPoint::step)
                .isSorted()
                .hasSize(100_000)
                .doesNotHaveDuplicates();
        assertThat(summary("loss").points()).isEqualTo(100_000);
        var walked = new ArrayList<MetricPoint>();
        stores.metrics()
                .walk(
                        stores.metrics().series(run, Set.of("loss")).get(0),
                        stores.metrics().sequence(run),
                        walked::add);
        assertThat(walked).isEqualTo(read);
    }

    private List<MetricPoint> part(Place after) {
        return stores.metrics().history(run, "loss", after, 25_000);
    }

    @Test
    void deletedChildIsDeletedUntilRestoredAndTheRunItselfCannotBe() {
        var child = child();

        stores.runs().delete(child, Optional.of(NOW));
        stores.runs().delete(run, Optional.of(NOW));

        assertThat(stores.runs().standing(run, child)).isEqualTo(TrackedRunStore.Standing.DELETED);
        assertThat(stores.runs().standing(run, run)).isEqualTo(TrackedRunStore.Standing.ACTIVE);
        stores.runs().delete(child, Optional.empty());
        assertThat(stores.runs().standing(run, child)).isEqualTo(TrackedRunStore.Standing.ACTIVE);
    }

    @Test
    void allOfARunGoesWithItsRecord() {
        stores.reports().take(run, child(), Report.metric(metric("loss", 1.0, 1, 1)), NOW);
        take(metric("loss", 1.0, 1, 1));

        MigratedDatabase.jdbi().useHandle(handle -> handle.execute("DELETE FROM training.run WHERE uid = ?", run));

        assertThat(stores.runs().tree(run)).isEmpty();
        assertThat(content()).isEqualTo(TrackedRun.Content.NONE);
        assertThat(stores.metrics().sequence(run)).isZero();
    }

    private UUID child() {
        var id = UUID.randomUUID();
        var tags = List.of(new ReportedText(TrackedRun.PARENT_TAG, recorded.mlflowId()));
        stores.runs().open(run, run, id, new ChildRun("ada", 1, "fold", tags), NOW);
        return id;
    }

    private void take(ReportedMetric... metrics) {
        take(new Report(List.of(metrics), List.of(), List.of()));
    }

    private void take(Report report) {
        stores.reports().take(run, run, report, NOW);
    }

    private TrackedRun.Content content() {
        return stores.metrics().contents(Set.of(run.toString())).get(run.toString());
    }

    private MetricSummary summary(String key) {
        return content().metrics().stream()
                .filter(metric -> metric.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private List<Double> values(String key) {
        return stores.metrics().history(run, key, Place.BEGINNING, 1000).stream()
                .map(MetricPoint::value)
                .toList();
    }

    private static ReportedMetric metric(String key, double value, long timestampMs, long step) {
        return new ReportedMetric(key, value, timestampMs, step);
    }

    private static ReportedDataset dataset(String name, String digest, String source) {
        return new ReportedDataset(
                name, digest, "local", source, "{}", "", List.of(new ReportedText("mlflow.data.context", "training")));
    }

    private static Report tags(String... keysAndValues) {
        var tags = IntStream.range(0, keysAndValues.length / 2)
                .mapToObj(index -> new ReportedText(keysAndValues[2 * index], keysAndValues[2 * index + 1]))
                .toList();
        return new Report(List.of(), List.of(), tags);
    }
}

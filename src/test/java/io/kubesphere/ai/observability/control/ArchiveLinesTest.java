package io.kubesphere.ai.observability.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.tenancy.Place;
import io.kubesphere.ai.observability.FoundLine;
import io.kubesphere.ai.observability.LineFilter;
import io.kubesphere.ai.observability.LinePaging;
import io.kubesphere.ai.observability.LogHistogram;
import io.kubesphere.ai.observability.LogNotice;
import io.kubesphere.ai.observability.NamedRuns;
import io.kubesphere.ai.observability.RunRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Without a log store. */
class ArchiveLinesTest {
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final RunRef RUN = new RunRef("vision", "u1");
    private static final NamedRuns RUNS = (namespace, name) -> Optional.of(new NamedRuns.NamedRun(RUN, () -> true))
            .filter(run -> namespace.equals("vision") && name.equals("bert"));

    private static ArchiveLines archive(String... lines) {
        return new ArchiveLines(new LinesInMemory(RUN, NOON.minusSeconds(600), List.of(lines)), List.of(RUNS));
    }

    private static LineFilter filter(LineFilter.Wanted wanted) {
        return wanted.at(NOON);
    }

    private static LineFilter ofRun() {
        return filter(LineFilter.Wanted.ALL.ofRun("bert"));
    }

    @Test
    void linesOfARunComeFromTheArchiveAndWhatIsMissingIsSaid() {
        var found = archive("epoch 1", "ERROR boom").search(Place.project("vision"), ofRun(), LinePaging.newest(10));

        assertThat(found.source()).isEqualTo("archive");
        assertThat(found.items()).extracting(FoundLine::text).containsExactly("ERROR boom", "epoch 1");
        assertThat(found.items().get(0).level()).contains("error");
        assertThat(found.notices()).extracting(LogNotice::reason).containsExactly("NoLogStore");
    }

    @Test
    void withoutARunOrInAnotherPlaceThereIsNothingButWhatWouldProvideIt() {
        var archive = archive("epoch 1");

        for (var place : List.of(Place.project("outside"), Place.workspace("research"), Place.everywhere())) {
            var found = archive.search(place, ofRun(), LinePaging.newest(10));
            assertThat(found.items()).isEmpty();
            assertThat(found.source()).isEqualTo("none");
            assertThat(found.notices().get(0).message()).contains("OpenSearch");
        }
        assertThat(archive.search(Place.project("vision"), filter(LineFilter.Wanted.ALL), LinePaging.newest(10))
                        .items())
                .isEmpty();
        var refused = catchThrowableOfType(
                Problem.class, () -> archive.follow(Place.project("outside"), ofRun(), Optional.empty()));
        assertThat(refused.code()).isEqualTo(Problem.Code.NOT_FOUND);
    }

    @Test
    void pagesOfFilteredLinesLeadThroughAllOfThem() {
        var lines = IntStream.range(0, 100)
                .mapToObj(number -> (number % 10 == 0 ? "WARN line " : "line ") + number)
                .toArray(String[]::new);
        var filter = filter(LineFilter.Wanted.ALL.ofRun("bert").with("warn"));
        for (var ascending : List.of(true, false)) {
            var found = new ArrayList<String>();
            Optional<String> next = Optional.empty();
            do {
                var page = archive(lines).search(Place.project("vision"), filter, new LinePaging(ascending, 7, next));
                page.items().forEach(line -> found.add(line.text()));
                next = page.next();
            } while (next.isPresent());

            assertThat(found).hasSize(10).doesNotHaveDuplicates();
            assertThat(found.get(0)).isEqualTo(ascending ? "WARN line 0" : "WARN line 90");
        }
    }

    @Test
    void histogramCountsTheWholeRunUnlessARangeIsAskedFor() {
        var lines = IntStream.range(0, 240)
                .mapToObj(number -> (number % 4 == 0 ? "ERROR line " : "line ") + number)
                .toArray(String[]::new);
        var whole = histogram(LineFilter.Wanted.ALL.ofRun("bert"), "60s", lines);

        assertThat(whole.source()).isEqualTo("archive");
        assertThat(whole.total()).isEqualTo(240);
        assertThat(whole.buckets()).extracting(LogHistogram.Bucket::count).containsExactly(59L, 60L, 60L, 60L, 1L);
        assertThat(whole.buckets().get(1).levels()).isEqualTo(Map.of("error", 15L, "unknown", 45L));

        var begin = NOON.minusSeconds(600);
        var part = histogram(
                LineFilter.Wanted.ALL.ofRun("bert").between(begin.minusSeconds(60), begin.plusSeconds(60)),
                "60s",
                lines);
        assertThat(part.buckets()).extracting(LogHistogram.Bucket::count).containsExactly(0L, 59L);
    }

    @Test
    void histogramOfNoRunIsEmptyAndSaysWhatWouldProvideIt() {
        var none = histogram(LineFilter.Wanted.ALL, "60s", "epoch 1");

        assertThat(none.source()).isEqualTo("none");
        assertThat(none.buckets()).isEmpty();
        assertThat(none.notices()).extracting(LogNotice::reason).containsExactly("NoLogStore");
    }

    private static LogHistogram histogram(LineFilter.Wanted wanted, String step, String... lines) {
        return archive(lines).histogram(Place.project("vision"), wanted, filter(wanted), Optional.of(step));
    }

    @Test
    void exportEndsAtItsLimitAndSaysSo() {
        var export = archive("a", "b", "c").export(Place.project("vision"), ofRun(), 2);

        assertThat(export.next()).extracting(FoundLine::text).containsExactly("a", "b");
        assertThat(export.next()).isEmpty();
        assertThat(export.notices()).extracting(LogNotice::reason).containsExactly("NoLogStore", "LimitReached");
    }
}

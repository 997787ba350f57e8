package io.kubesphere.ai.tracing.control;

import static io.kubesphere.ai.tracing.control.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.tracing.Notice;
import io.kubesphere.ai.tracing.ParentKind;
import io.kubesphere.ai.tracing.SpanKind;
import io.kubesphere.ai.tracing.SpanRow;
import io.kubesphere.ai.tracing.Trace;
import io.kubesphere.ai.tracing.TraceId;
import io.kubesphere.ai.tracing.engine.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What becomes of spans as programs report them: late, twice, never, by wrong clocks. */
class WaterfallTest {
    private static final TraceId ID = TraceId.of("4bf92f3577b34da6a3ce929d0e0e4736");
    private static final Sight SHOP = new Sight(Optional.of(Set.of("shop")));
    private static final int MOST = 5000;
    private static final List<SpanKind> KINDS = List.of(SpanKind.values());

    private static Trace trace(Spans... spans) {
        return trace(Stream.of(spans).map(Spans::span).toList(), MOST);
    }

    private static Trace trace(List<Span> spans, int most) {
        return new Waterfall(spans, SHOP, most).trace(ID).orElseThrow();
    }

    private static List<String> order(Trace trace) {
        return trace.rows().stream().map(SpanRow::spanId).toList();
    }

    private static SpanRow row(Trace trace, String id) {
        return trace.rows().stream()
                .filter(row -> row.spanId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> reasons(Trace trace) {
        return trace.notices().stream().map(Notice::reason).toList();
    }

    @Test
    void rowsComeAfterTheirParentsAndBrothersByTime() {
        var trace = trace(
                span("c", "a", "s").at(50, 10),
                span("b", "a", "s").at(20, 10),
                span("d", "b", "s").at(60, 5),
                span("a", "", "s").at(0, 100));

        assertThat(order(trace)).containsExactly("a", "b", "d", "c");
        assertThat(trace.rows()).extracting(SpanRow::depth).containsExactly(0, 1, 2, 1);
        assertThat(trace.durationMicros()).isEqualTo(100);
        assertThat(trace.notices()).isEmpty();
    }

    @Test
    void missingParentIsSaid() {
        var trace = trace(span("a", "", "s").at(0, 100), span("x", "lost", "s").at(30, 10));

        assertThat(row(trace, "x").parent()).isEqualTo(ParentKind.MISSING);
        assertThat(row(trace, "x").depth()).isZero();
        assertThat(reasons(trace)).containsExactly("SpansMissing");
    }

    @Test
    void spanReportedTwiceIsTheLongerOfBoth() {
        var trace = trace(
                span("a", "", "s").at(0, 10),
                span("a", "", "s").at(0, 90),
                span("a", "", "s").at(0, 90));

        assertThat(trace.rows()).singleElement().satisfies(row -> assertThat(row.durationMicros())
                .isEqualTo(90));
        assertThat(reasons(trace)).containsExactly("ReportedTwice");
    }

    @Test
    void bothHalvesOfOneCallMayShareTheirId() {
        var trace = trace(
                span("a", "", "web").as(SpanKind.SERVER).at(0, 100),
                span("b", "a", "web").as(SpanKind.CLIENT).at(10, 80),
                span("b", "a", "api").as(SpanKind.SERVER).at(20, 60),
                span("c", "b", "api").at(30, 10));

        assertThat(trace.rows()).extracting(SpanRow::service).containsExactly("web", "web", "api", "api");
        assertThat(trace.rows()).extracting(SpanRow::depth).containsExactly(0, 1, 2, 3);
        assertThat(trace.rows()).extracting(SpanRow::id).doesNotHaveDuplicates();
    }

    @Test
    void circlesAreCutAndNothingIsLost() {
        var trace = trace(
                span("a", "b", "s").at(0, 10),
                span("b", "c", "s").at(1, 10),
                span("c", "a", "s").at(2, 10),
                span("d", "d", "s").at(3, 10),
                span("e", "c", "s").at(4, 10));

        assertThat(order(trace)).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
        assertThat(reasons(trace)).contains("SpansMissing");
    }

    @Test
    void clockThatRunsBehindIsCorrectedWithAllBelowIt() {
        var trace = trace(
                span("a", "", "web").as(SpanKind.CLIENT).at(0, 100),
                span("b", "a", "api").as(SpanKind.SERVER).at(500, 60),
                span("c", "b", "api").at(520, 20));

        // The call has 40 to spare, so its other half begins 20 after it.
        assertThat(row(trace, "b").offsetMicros()).isEqualTo(20);
        assertThat(row(trace, "b").skewMicros()).isEqualTo(-480);
        assertThat(row(trace, "c").offsetMicros()).isEqualTo(40);
        assertThat(row(trace, "c").skewMicros()).isEqualTo(-480);
        assertThat(trace.durationMicros()).isEqualTo(100);
        assertThat(reasons(trace)).containsExactly("ClocksApart");
    }

    @Test
    void whatCanBeAsToldIsLeftAlone() {
        var late = trace(
                span("a", "", "web").as(SpanKind.PRODUCER).at(0, 10),
                span("b", "a", "worker").as(SpanKind.CONSUMER).at(5000, 100));
        var longer = trace(
                span("a", "", "web").as(SpanKind.CLIENT).at(0, 100),
                span("b", "a", "api").as(SpanKind.SERVER).at(50, 900));

        assertThat(row(late, "b").offsetMicros()).isEqualTo(5000);
        assertThat(row(longer, "b").offsetMicros()).isEqualTo(50);
        assertThat(late.notices()).isEmpty();
        assertThat(longer.notices()).isEmpty();
    }

    @Test
    void halfWithoutATimeOfItsOwnBeginsWithItsCall() {
        var trace = trace(
                span("a", "", "web").as(SpanKind.CLIENT).at(10, 100),
                span("b", "a", "api").as(SpanKind.SERVER).at(-1, 0));

        assertThat(row(trace, "b").offsetMicros()).isZero();
        assertThat(row(trace, "b").skewMicros()).isZero();
        assertThat(trace.durationMicros()).isEqualTo(100);
    }

    @Test
    void spansOfOthersAreOneBarAndWhatTheyCalledHangsFromTheNearestOwn() {
        var trace = trace(
                span("a", "", "web").at(0, 100),
                span("x", "a", "vault").of("bank").at(10, 80),
                span("y", "x", "vault").of("bank").at(20, 30),
                span("b", "y", "ledger").at(25, 5),
                span("z", "", "cron").of("bank").at(0, 5));

        assertThat(order(trace)).containsExactly("a", "b");
        assertThat(row(trace, "b").parentId()).contains(row(trace, "a").id());
        assertThat(row(trace, "b").parent()).isEqualTo(ParentKind.OTHER_PROJECT);
        assertThat(trace.others()).contains(new Trace.Others(0, 90));
        assertThat(trace.toString()).doesNotContain("vault", "cron", "bank", "op-x");
    }

    @Test
    void traceOfOthersAloneIsNone() {
        var theirs = List.of(span("x", "", "vault").of("bank").span());

        assertThat(new Waterfall(theirs, SHOP, MOST).trace(ID)).isEmpty();
        assertThat(new Waterfall(theirs, new Sight(Optional.empty()), MOST).trace(ID))
                .isPresent();
        assertThat(new Waterfall(List.of(), SHOP, MOST).trace(ID)).isEmpty();
    }

    @Test
    void longestChainsAndWidestTreesAreShownInPartAndSaid() {
        var chain = IntStream.range(0, 50_000)
                .mapToObj(place -> span("s" + place, place == 0 ? "" : "s" + (place - 1), "s" + place % 2)
                        .at(place, 100_000)
                        .span())
                .toList();

        var trace = trace(chain, MOST);

        assertThat(trace.rows()).hasSize(MOST);
        assertThat(trace.spans()).isEqualTo(50_000);
        assertThat(trace.omitted()).isEqualTo(45_000);
        assertThat(trace.rows().get(MOST - 1).depth()).isEqualTo(MOST - 1);
        assertThat(reasons(trace)).contains("TooManySpans");
    }

    @Test
    void oneIdForAllCostsNoMoreThanOneForEach() {
        var alike = IntStream.range(0, 20_000)
                .mapToObj(
                        place -> span("same", "same", "s" + place).at(place, 10).span())
                .toList();

        assertThat(trace(alike, MOST).spans()).isEqualTo(20_000);
    }

    @Test
    void timesThatCannotBeDoNoHarm() {
        var odd = new ArrayList<Span>();
        odd.add(span("a", "", "s")
                .at(Long.MAX_VALUE - Spans.MOMENT, Long.MAX_VALUE)
                .span());
        odd.add(span("b", "a", "t").at(-1, -5).span());

        var trace = trace(odd, MOST);

        assertThat(trace.rows()).hasSize(2).allMatch(row -> row.durationMicros() >= 0 && row.offsetMicros() >= 0);
    }

    /** Whatever is reported: each span is a row, each row comes after its parent, and nobody begins before who asked for him. */
    @RepeatedTest(200)
    void anySpansBecomeATree(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var spans = new ArrayList<Span>();
        var count = 1 + random.nextInt(60);
        for (var place = 0; place < count; place++) {
            var parent = random.nextInt(5) == 0 ? "" : "s" + random.nextInt(count + 3);
            spans.add(span("s" + place, parent, "svc" + random.nextInt(4))
                    .as(KINDS.get(random.nextInt(KINDS.size())))
                    .at(random.nextInt(1000), random.nextInt(500))
                    .span());
        }
        Collections.shuffle(spans, random);

        var trace = trace(spans, MOST);

        assertThat(trace.rows()).hasSize(count);
        var seen = new HashMap<String, SpanRow>();
        for (var row : trace.rows()) {
            row.parentId().ifPresent(parent -> {
                assertThat(seen).containsKey(parent);
                assertThat(row.depth()).isEqualTo(seen.get(parent).depth() + 1);
            });
            seen.put(row.id(), row);
        }
        assertThat(trace.rows()).allMatch(row -> row.offsetMicros() + row.durationMicros() <= trace.durationMicros());
    }
}

package io.kubesphere.ai.tracing.control;

import static io.kubesphere.ai.tracing.control.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.tracing.ServiceGraph.Edge;
import io.kubesphere.ai.tracing.ServiceGraph.Node;
import io.kubesphere.ai.tracing.SpanKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CallsTest {
    private static Calls of(List<List<Spans>> traces) {
        var calls = new Calls();
        traces.forEach(trace -> calls.add(trace.stream().map(Spans::span).toList()));
        return calls;
    }

    @Test
    void requestsAreCountedWhereTheyReachAService() {
        var calls = of(List.of(List.of(
                span("a", "", "web").as(SpanKind.SERVER),
                span("b", "a", "web"),
                span("c", "b", "web").as(SpanKind.CLIENT),
                span("d", "c", "api").as(SpanKind.SERVER).failing(),
                span("e", "d", "api"))));

        assertThat(calls.nodes(10)).extracting(Node::name).containsExactly("api", "web");
        assertThat(calls.nodes(10)).allMatch(node -> node.traffic().count() == 1);
        assertThat(calls.edges(10)).singleElement().satisfies(edge -> {
            assertThat(edge.from()).isEqualTo("web");
            assertThat(edge.to()).isEqualTo("api");
            assertThat(edge.traffic().failed()).isEqualTo(1);
            assertThat(edge.traffic().perSecond()).isEqualTo(0.1);
        });
    }

    @Test
    void whoTellsNothingIsKnownByItsCallers() {
        var calls =
                of(List.of(List.of(span("a", "", "web"), span("b", "a", "web").asking("mysql"))));

        assertThat(calls.nodes(1).stream().filter(node -> node.name().equals("mysql")))
                .singleElement()
                .satisfies(node -> assertThat(node.reports()).isFalse());
        assertThat(calls.edges(1)).extracting(Edge::to).containsExactly("mysql");
    }

    @Test
    void callThatBothSidesTellIsOne() {
        var calls = of(List.of(List.of(
                span("a", "", "web").asking("api"), span("b", "a", "api").as(SpanKind.SERVER))));

        assertThat(calls.edges(1))
                .singleElement()
                .satisfies(edge -> assertThat(edge.traffic().count()).isEqualTo(1));
    }

    @Test
    void percentilesAreThoseOfTheSortedDurations() {
        var durations = new ArrayList<>(LongStream.rangeClosed(1, 1000).boxed().toList());
        Collections.shuffle(durations, new Random(7));
        var traces = durations.stream()
                .map(duration -> List.of(span("a", "", "web").at(0, duration)))
                .toList();

        var traffic = of(traces).nodes(1).get(0).traffic();

        assertThat(traffic.p50Micros()).isEqualTo(500);
        assertThat(traffic.p95Micros()).isEqualTo(950);
        assertThat(traffic.p99Micros()).isEqualTo(990);
    }

    @Test
    void manyServicesAreBounded() {
        var trace = Stream.iterate(0, place -> place + 1)
                .limit(2000)
                .map(place -> span("s" + place, place == 0 ? "" : "s" + (place - 1), "svc" + place))
                .toList();

        assertThat(of(List.of(trace)).nodes(1)).hasSize(500);
        assertThat(of(List.of(trace)).edges(1)).hasSize(500);
    }
}

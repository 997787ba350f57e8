package io.kubesphere.ai.tracing.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.index.IndexShape;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.kernel.tenancy.Place;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import io.kubesphere.ai.testing.ZipkinForTests;
import io.kubesphere.ai.tracing.Notice;
import io.kubesphere.ai.tracing.ParentKind;
import io.kubesphere.ai.tracing.ServiceGraph;
import io.kubesphere.ai.tracing.SpanRow;
import io.kubesphere.ai.tracing.Trace;
import io.kubesphere.ai.tracing.TraceId;
import io.kubesphere.ai.tracing.TraceQuery;
import io.kubesphere.ai.tracing.TraceSummary;
import io.kubesphere.ai.tracing.TracingSettings;
import io.kubesphere.ai.tracing.engine.TracingConfig;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What callers get of spans that a real Zipkin keeps. */
class TraceDeskTest {
    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
    private static final long START = NOW.minusSeconds(600).toEpochMilli() * 1000;
    private static final String PREDICTION = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String FAILURE = "4bf92f3577b34da6a3ce929d0e0e4737";
    private static final String THEIRS = "4bf92f3577b34da6a3ce929d0e0e4738";
    private static final Place SHOP = Place.project("desk-shop");
    private static final Place BANK = Place.project("desk-bank");

    private static final TracingConfig CONFIG =
            TracingSettings.of("zipkin", ZipkinForTests.server().url(), Map.of());
    private static final TraceDesk DESK = desk(CONFIG);

    private static TraceDesk desk(TracingConfig config) {
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new TraceDesk(new TracingServers(config, clock), workspaces(), config, clock);
    }

    private static Workspaces workspaces() {
        var index = IndexShape.of(Namespace.class).build();
        for (var name : List.of("desk-shop", "desk-bank")) {
            index.put(new NamespaceBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .withUid(name)
                    .withResourceVersion("1")
                    .withCreationTimestamp("2026-01-01T00:00:00Z")
                    .addToLabels(Labels.WORKSPACE, "desk-all")
                    .endMetadata()
                    .build());
        }
        return new Workspaces(index);
    }

    /** The shop asks its scorer, which asks the bank, which asks the shop's ledger; then a failure, and a trace of the bank alone. */
    @BeforeAll
    static void threeTraces() {
        var zipkin = ZipkinForTests.server();
        zipkin.take(
                PREDICTION,
                "["
                        + String.join(
                                ",",
                                span(PREDICTION, "01", "", "gateway", "post /buy", "SERVER", 0, 9000, "desk-shop", ""),
                                span(PREDICTION, "02", "01", "gateway", "score", "CLIENT", 1000, 5000, "desk-shop", ""),
                                // Both halves of one call have one id.
                                span(PREDICTION, "02", "01", "scorer", "score", "SERVER", 2000, 3000, "desk-shop", "")
                                        .replaceFirst("\\{", "{\"shared\":true,"),
                                span(
                                        PREDICTION,
                                        "03",
                                        "02",
                                        "vault",
                                        "secret-check",
                                        "SERVER",
                                        2500,
                                        2000,
                                        "desk-bank",
                                        ""),
                                span(PREDICTION, "04", "03", "ledger", "book", "SERVER", 3000, 500, "desk-shop", ""))
                        + "]");
        zipkin.take(
                FAILURE,
                "["
                        + span(
                                FAILURE,
                                "11",
                                "",
                                "gateway",
                                "post /buy",
                                "SERVER",
                                60_000_000,
                                700_000,
                                "desk-shop",
                                ",\"error\":\"no stock\"")
                        + "]");
        zipkin.take(
                THEIRS, "[" + span(THEIRS, "21", "", "vault", "open", "SERVER", 0, 5_000_000, "desk-bank", "") + "]");
    }

    private static String span(
            String trace,
            String id,
            String parent,
            String service,
            String name,
            String kind,
            long offset,
            long duration,
            String project,
            String tags) {
        return """
                {"traceId":"%s","id":"00000000000000%s",%s"name":"%s","kind":"%s","timestamp":%d,"duration":%d,
                 "localEndpoint":{"serviceName":"%s"},
                 "tags":{"k8s.namespace.name":"%s","k8s.pod.name":"%s-0","aip.application":"%s","aip.run":"%s-1"%s}}"""
                .formatted(
                        trace,
                        id,
                        parent.isEmpty() ? "" : "\"parentId\":\"00000000000000" + parent + "\",",
                        name,
                        kind,
                        START + offset,
                        duration,
                        service,
                        project,
                        service,
                        service,
                        service,
                        tags);
    }

    private static List<TraceSummary> list(Place place, Map<String, String> parameters) {
        return DESK.list(place, wanted(parameters)).items();
    }

    private static TraceQuery.Wanted wanted(Map<String, String> parameters) {
        return new TraceQuery.Wanted(
                Optional.ofNullable(parameters.get("service")),
                Optional.ofNullable(parameters.get("operation")),
                Optional.ofNullable(parameters.get("application")),
                Optional.ofNullable(parameters.get("run")),
                Optional.ofNullable(parameters.get("minDuration")),
                Optional.ofNullable(parameters.get("maxDuration")),
                Optional.ofNullable(parameters.get("error")),
                Optional.ofNullable(parameters.get("from")),
                Optional.ofNullable(parameters.get("to")),
                Optional.ofNullable(parameters.get("limit")));
    }

    private static List<String> ids(List<TraceSummary> traces) {
        return traces.stream().map(trace -> trace.traceId().value()).toList();
    }

    @Test
    void projectListsItsTracesNewestFirstAndOfThemOnlyItsOwnSpans() {
        var traces = list(SHOP, Map.of());

        assertThat(ids(traces)).containsExactly(FAILURE, PREDICTION);
        var prediction = traces.get(1);
        assertThat(prediction.services()).containsExactly("gateway", "ledger", "scorer");
        assertThat(prediction.spans()).isEqualTo(4);
        assertThat(prediction.crossesProjects()).isTrue();
        assertThat(prediction.durationMicros()).isEqualTo(9000);
        assertThat(prediction.operation()).isEqualTo("post /buy");
        assertThat(traces.get(0).failed()).isEqualTo(1);
    }

    @Test
    void workspaceListsATraceOfSeveralOfItsProjectsOnceAndWhole() {
        var traces = list(Place.workspace("desk-all"), Map.of());

        assertThat(ids(traces)).containsExactlyInAnyOrder(FAILURE, PREDICTION, THEIRS);
        assertThat(traces).noneMatch(TraceSummary::crossesProjects);
        assertThat(list(Place.workspace("desk-none"), Map.of())).isEmpty();
    }

    @Test
    void filtersAreOfOneSpanOfTheCaller() {
        assertThat(ids(list(SHOP, Map.of("error", "true")))).containsExactly(FAILURE);
        assertThat(ids(list(SHOP, Map.of("minDuration", "500ms")))).containsExactly(FAILURE);
        assertThat(ids(list(SHOP, Map.of("maxDuration", "500ms")))).containsExactly(PREDICTION);
        assertThat(ids(list(SHOP, Map.of("service", "Scorer")))).containsExactly(PREDICTION);
        assertThat(ids(list(SHOP, Map.of("run", "ledger-1")))).containsExactly(PREDICTION);
        assertThat(ids(list(SHOP, Map.of("application", "gateway", "operation", "POST /buy"))))
                .containsExactly(FAILURE, PREDICTION);
        // Some span is the ledger's and another is that long, but none is both.
        assertThat(list(SHOP, Map.of("service", "ledger", "minDuration", "4ms")))
                .isEmpty();
        assertThat(list(SHOP, Map.of("to", "2026-01-15T11:00:00Z"))).isEmpty();
    }

    @Test
    void filterTellsNothingOfSpansOfOthers() {
        assertThat(list(SHOP, Map.of("service", "vault"))).isEmpty();
        assertThat(list(SHOP, Map.of("operation", "secret-check"))).isEmpty();
        assertThat(list(BANK, Map.of("service", "gateway"))).isEmpty();
    }

    @Test
    void limitSaysThatThereMayBeMore() {
        var one = DESK.list(SHOP, wanted(Map.of("limit", "1")));

        assertThat(one.items()).hasSize(1);
        assertThat(one.more()).isTrue();
        assertThat(DESK.list(SHOP, wanted(Map.of())).more()).isFalse();
    }

    @Test
    void othersAreOneBarWithoutAName() {
        var trace = DESK.trace(SHOP, TraceId.of(PREDICTION));

        assertThat(trace.rows()).extracting(SpanRow::service).containsExactly("gateway", "gateway", "scorer", "ledger");
        assertThat(trace.rows()).extracting(SpanRow::depth).containsExactly(0, 1, 2, 3);
        assertThat(trace.rows().get(3).parent()).isEqualTo(ParentKind.OTHER_PROJECT);
        assertThat(trace.others()).contains(new Trace.Others(2500, 2000));
        assertThat(trace.toString()).doesNotContain("vault", "secret-check", "desk-bank");
    }

    @Test
    void traceNamesTheTimeAndPodsOfItsLogLines() {
        var logs = DESK.trace(SHOP, TraceId.of(PREDICTION)).logs();

        assertThat(logs.traceId().value()).isEqualTo(PREDICTION);
        assertThat(logs.from()).isEqualTo("2026-01-15T11:49:00Z");
        assertThat(logs.to()).isEqualTo("2026-01-15T11:51:00.009Z");
        assertThat(logs.pods()).extracting(Trace.PodOfTrace::pod).containsExactly("gateway-0", "scorer-0", "ledger-0");
    }

    @Test
    void traceOfAnotherProjectIsNotFoundLikeOneThatIsNot() {
        var theirs = catchThrowableOfType(Problem.class, () -> DESK.trace(SHOP, TraceId.of(THEIRS)));
        var nobodys = catchThrowableOfType(
                Problem.class, () -> DESK.trace(SHOP, TraceId.of("00000000000000000000000000000abc")));

        assertThat(theirs.code()).isEqualTo(Problem.Code.NOT_FOUND);
        assertThat(theirs.getMessage().replace(THEIRS, ""))
                .isEqualTo(nobodys.getMessage().replace("00000000000000000000000000000abc", ""));
        assertThat(DESK.trace(BANK, TraceId.of(THEIRS)).rows()).hasSize(1);
        assertThat(DESK.trace(Place.everywhere(), TraceId.of(THEIRS)).rows()).hasSize(1);
    }

    @Test
    void graphCountsCallsThatTheCallerSees() {
        var graph = DESK.graph(SHOP, wanted(Map.of()));

        assertThat(graph.traces()).isEqualTo(2);
        assertThat(graph.services())
                .extracting(ServiceGraph.Node::name)
                .containsExactlyInAnyOrder("gateway", "scorer", "ledger");
        assertThat(graph.calls())
                .extracting(call -> call.from() + ">" + call.to())
                .containsExactlyInAnyOrder("gateway>scorer");
        var gateway = graph.services().get(0);
        assertThat(gateway.traffic().count()).isEqualTo(2);
        assertThat(gateway.traffic().failed()).isEqualTo(1);
        assertThat(gateway.traffic().perSecond()).isEqualTo(2 / 3600.0);
        assertThat(gateway.traffic().p50Micros()).isEqualTo(9000);
        assertThat(gateway.traffic().p99Micros()).isEqualTo(700_000);
    }

    @Test
    void graphOfMoreTracesThanAreCountedSaysSinceWhenItIs() {
        var desk = desk(TracingSettings.of("zipkin", ZipkinForTests.server().url(), Map.of("graph-traces", "1")));

        var graph = desk.graph(SHOP, wanted(Map.of()));

        assertThat(graph.traces()).isEqualTo(1);
        assertThat(graph.countedFrom()).isEqualTo("2026-01-15T11:51:00Z");
        assertThat(graph.services().get(0).traffic().perSecond()).isEqualTo(1 / 540.0);
    }

    @Test
    void graphOfAWorkspaceHasTheCallsOfAllItsProjects() {
        var graph = DESK.graph(Place.workspace("desk-all"), wanted(Map.of()));

        assertThat(graph.calls())
                .extracting(call -> call.from() + ">" + call.to())
                .containsExactlyInAnyOrder("gateway>scorer", "scorer>vault", "vault>ledger");
    }

    @Test
    void withoutAServerTheListSaysWhatWouldProvideIt() {
        var desk = desk(TracingSettings.with(Map.of()));

        var list = desk.list(SHOP, wanted(Map.of()));

        assertThat(list.items()).isEmpty();
        assertThat(list.source()).isEmpty();
        assertThat(list.notices()).extracting(Notice::reason).containsExactly("NoTracingServer");
        assertThat(catchThrowableOfType(Problem.class, () -> desk.trace(SHOP, TraceId.of(THEIRS)))
                        .code())
                .isEqualTo(Problem.Code.NOT_FOUND);
        assertThat(desk.graph(SHOP, wanted(Map.of())).notices())
                .extracting(Notice::message)
                .singleElement()
                .asString()
                .contains("Jaeger, Tempo or Zipkin");
    }
}

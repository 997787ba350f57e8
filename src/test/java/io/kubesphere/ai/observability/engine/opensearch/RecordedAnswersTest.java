package io.kubesphere.ai.observability.engine.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.observability.FoundLine;
import io.kubesphere.ai.observability.LineFilter;
import io.kubesphere.ai.observability.LinePaging;
import io.kubesphere.ai.observability.LogNotice;
import io.kubesphere.ai.observability.LogStoreSettings;
import io.kubesphere.ai.observability.engine.logstore.LineSelection;
import io.kubesphere.ai.testing.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node that works does not do: faults, and the addresses and answers of Elasticsearch. */
class RecordedAnswersTest {
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final String CAPS =
            """
            {"indices":["logs-1"],"fields":{"kubernetes.namespace_name":{"text":{"type":"text"}},
             "kubernetes.namespace_name.keyword":{"keyword":{"type":"keyword"}}}}
            """;

    private final Map<String, String> answers = new TreeMap<>(Comparator.reverseOrder());
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        answers.put("_field_caps", CAPS);
        answers.put("_settings", "{}");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Answers are a body, or a status and a body. */
    private synchronized void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        asked.add(exchange.getRequestMethod() + " " + path);
        exchange.getRequestBody().readAllBytes();
        var text = answers.entrySet().stream()
                .filter(answer -> path.endsWith(answer.getKey()) || path.contains(answer.getKey() + "/"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("404 {}");
        var status = text.matches("(?s)\\d{3} .*") ? Integer.parseInt(text.substring(0, 3)) : 200;
        try (exchange) {
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody()
                    .write((status == 200 ? text : text.substring(4)).getBytes(StandardCharsets.UTF_8));
        }
    }

    private OpenSearchStore store(String kind) {
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new OpenSearchStore(
                LogStoreSettings.of(url, Map.of("kind", kind, "index", "logs-*")), new SettableClock(NOON));
    }

    private static LineSelection vision() {
        return new LineSelection(Optional.of(Set.of("vision")), LineFilter.Wanted.ALL.at(NOON));
    }

    private static String hit(String id, String project) {
        return """
                {"_index":"logs-1","_id":"%s","sort":[1768478399000],"fields":{"@timestamp":["2026-01-15T11:59:59.000Z"]},
                 "_source":{"log":"%s","kubernetes":{"namespace_name":"%s"}}}
                """
                .formatted(id, id, project);
    }

    private static String manyOfOneTime() {
        return hits(IntStream.range(0, 100)
                .mapToObj(number -> hit("line-" + number, "vision"))
                .toArray(String[]::new));
    }

    private static String hits(String... hits) {
        return "{\"timed_out\":false,\"_shards\":{\"total\":1,\"failed\":0},\"pit_id\":\"p2\",\"hits\":{\"hits\":["
                + String.join(",", hits) + "]}}";
    }

    @Test
    void elasticsearchKeepsPointsInTimeElsewhere() {
        answers.put("_search", manyOfOneTime());
        answers.put("_pit", "{\"id\":\"p1\"}");
        var store = store("elasticsearch");

        var page = store.page(vision(), LinePaging.newest(60));
        store.release(page.next().orElseThrow());

        assertThat(page.source()).isEqualTo("Elasticsearch");
        assertThat(asked).contains("POST /logs-*/_pit", "POST /_search", "DELETE /_pit");
    }

    @Test
    void lineOfAnotherProjectIsNotShownWhateverTheStoreSays() {
        answers.put("_search", hits(hit("ours", "vision"), hit("theirs", "outside")));

        assertThat(store("opensearch").page(vision(), LinePaging.newest(10)).items())
                .extracting(FoundLine::text)
                .containsExactly("ours");
    }

    @Test
    void timeOutsAndPartsThatFailAreTold() {
        answers.put(
                "_search",
                """
                {"timed_out":true,"_shards":{"total":5,"failed":2,"failures":[{"reason":{"reason":"disk is broken"}}]},
                 "hits":{"hits":[]}}
                """);

        var notices = store("opensearch").page(vision(), LinePaging.newest(10)).notices();

        assertThat(notices).extracting(LogNotice::reason).containsExactly("TimedOut", "PartialResult");
        assertThat(notices.get(1).message()).contains("2 of 5", "disk is broken");
    }

    @Test
    void pagesWithoutAPointInTimeSayWhatThatCosts() {
        answers.put("_search", manyOfOneTime());
        answers.put("_search/point_in_time", "429 {\"error\":{\"reason\":\"too many\"}}");

        var page = store("opensearch").page(vision(), LinePaging.newest(60));

        assertThat(page.items()).hasSize(60);
        assertThat(page.next()).isPresent();
        assertThat(page.notices()).extracting(LogNotice::reason).containsExactly("NotFrozen");
    }

    @Test
    void cursorOfAPointInTimeThatHasEndedIsTooOld() {
        answers.put("_search", manyOfOneTime());
        answers.put("_search/point_in_time", "{\"pit_id\":\"p1\"}");
        var store = store("opensearch");
        var next = store.page(vision(), LinePaging.newest(60)).next();
        answers.put(
                "_search",
                "404 {\"error\":{\"root_cause\":[{\"type\":\"search_context_missing_exception\",\"reason\":\"gone\"}]}}");

        var problem = catchThrowableOfType(Problem.class, () -> store.page(vision(), new LinePaging(false, 1, next)));

        assertThat(problem.code()).isEqualTo(Problem.Code.EXPIRED);
        assertThat(problem).hasMessageContaining("search again");
    }

    @Test
    void refusalAndSilenceNameTheProduct() {
        answers.put(
                "_search", "400 {\"error\":{\"root_cause\":[{\"type\":\"x\",\"reason\":\"all shards are closed\"}]}}");
        var refused =
                catchThrowableOfType(Problem.class, () -> store("opensearch").page(vision(), LinePaging.newest(1)));
        answers.put("_field_caps", "503 {}");
        var down =
                catchThrowableOfType(Problem.class, () -> store("elasticsearch").page(vision(), LinePaging.newest(1)));

        assertThat(refused).hasMessageContaining("OpenSearch refused a search (400): all shards are closed");
        assertThat(down).hasMessageContaining("Elasticsearch answered 503");
        assertThat(down.code()).isEqualTo(Problem.Code.UNAVAILABLE);
    }
}

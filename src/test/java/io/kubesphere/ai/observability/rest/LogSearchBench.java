package io.kubesphere.ai.observability.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.kubesphere.ai.observability.FoundLine;
import io.kubesphere.ai.observability.LineExport;
import io.kubesphere.ai.observability.LineFilter;
import io.kubesphere.ai.observability.LinePaging;
import io.kubesphere.ai.observability.LogDocuments;
import io.kubesphere.ai.observability.LogNotice;
import io.kubesphere.ai.observability.LogStoreSettings;
import io.kubesphere.ai.observability.engine.logstore.LineSelection;
import io.kubesphere.ai.observability.engine.opensearch.OpenSearchStore;
import io.kubesphere.ai.testing.OpenSearchForTests;
import io.kubesphere.ai.testing.SettableClock;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Searches and exports, beside the same questions asked of the same OpenSearch directly. Run by {@code bench/logs}; without our own HTTP,
 * with our JSON.
 */
final class LogSearchBench {
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final int LINES = 300_000;
    private static final int CALLS = 200;
    private static final String INDEX = "bench-logs";
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .build();
    private static final String QUERY =
            """
            "query":{"bool":{"filter":[{"range":{"@timestamp":{"gte":"2026-01-15T11:00:00Z","lt":"2026-01-15T12:00:00Z"}}},
              {"terms":{"kubernetes.namespace_name.keyword":["vision"]}}%s]}}
            """;
    private static final String NEWEST =
            "\"sort\":[{\"@timestamp\":\"desc\"}],\"track_total_hits\":false,\"_source\":[\"log\",\"kubernetes\",\"aip\"]";

    private final OpenSearchForTests node = OpenSearchForTests.shared();
    private final OpenSearchStore store = new OpenSearchStore(
            LogStoreSettings.of(node.url(), Map.of("index", INDEX, "timeout", "60s")), new SettableClock(NOON));

    private LogSearchBench() {}

    public static void main(String[] arguments) throws IOException {
        var bench = new LogSearchBench();
        bench.fill();
        bench.searches("newest 100 lines", "", LineFilter.Wanted.ALL);
        bench.searches(
                "newest 100 of a run",
                ",{\"terms\":{\"aip.run.keyword\":[\"run-7\"]}}",
                LineFilter.Wanted.ALL.ofRun("run-7"));
        bench.searches(
                "newest 100 with two words",
                ",{\"match_phrase\":{\"log\":\"loss 42\"}}",
                LineFilter.Wanted.ALL.with("loss 42"));
        bench.exports();
        System.exit(0);
    }

    private void fill() {
        for (var part = 0; part < LINES; part += 10_000) {
            var first = part;
            new LogDocuments(INDEX)
                    .add(IntStream.range(first, first + 10_000)
                            .mapToObj(LogSearchBench::line)
                            .toList());
        }
        node.ask("POST", "/" + INDEX + "/_forcemerge?max_num_segments=1", "");
        System.out.printf(
                "%d lines of about 100 characters, two thirds of them of the project that is asked for%n%n", LINES);
    }

    private static ObjectNode line(int number) {
        var project = number % 3 == 0 ? "other" : "vision";
        var text =
                "2026-01-15 step %d loss %d %04d learning rate 0.0001 throughput 1234 samples per second on 8 cards %d"
                        .formatted(number, number % 97, number % 10_000, number);
        return LogDocuments.labelled(
                LogDocuments.line(project, NOON.minusMillis(3_600_000L - number * 12L), text),
                "scoring",
                "run-" + number % 50,
                "info");
    }

    private interface Call {
        int lines() throws IOException;
    }

    private void searches(String name, String clause, LineFilter.Wanted wanted) throws IOException {
        var what = new LineSelection(Optional.of(Set.of("vision")), wanted.at(NOON));
        var body = "{\"size\":100," + NEWEST + "," + QUERY.formatted(clause) + "}";
        Call direct =
                () -> hits(node.ask("POST", "/" + INDEX + "/_search", body)).size();
        Call ours = () -> {
            var page = store.page(what, LinePaging.newest(100));
            page.next().ifPresent(store::release);
            return JSON.writeValueAsBytes(page).length > 0 ? page.items().size() : 0;
        };
        var times = compare(direct, ours);
        System.out.printf(
                Locale.ROOT,
                "%s: directly p50 %.1f ms, p95 %.1f ms; ours p50 %.1f ms, p95 %.1f ms; ratio of p50 %.2f%n",
                name,
                times[0][CALLS / 2],
                times[0][CALLS * 95 / 100],
                times[1][CALLS / 2],
                times[1][CALLS * 95 / 100],
                times[1][CALLS / 2] / times[0][CALLS / 2]);
    }

    /** Turn by turn, so that what else the machine does hits both. */
    private static double[][] compare(Call direct, Call ours) throws IOException {
        var times = new double[2][CALLS];
        for (var i = -50; i < CALLS; i++) {
            for (var side = 0; side < 2; side++) {
                var begin = System.nanoTime();
                if ((side == 0 ? direct : ours).lines() != 100) {
                    throw new IllegalStateException("not 100 lines");
                }
                if (i >= 0) {
                    times[side][i] = (System.nanoTime() - begin) / 1e6;
                }
            }
        }
        Arrays.sort(times[0]);
        Arrays.sort(times[1]);
        return times;
    }

    private static JsonNode hits(String answer) throws IOException {
        return JSON.readTree(answer).at("/hits/hits");
    }

    private void exports() throws IOException {
        for (var round = 0; round < 3; round++) {
            var direct = rate(this::exportDirectly);
            var ours = rate(this::export);
            System.out.printf(
                    Locale.ROOT,
                    "export: directly %.0f lines/s, ours %.0f lines/s; ratio %.2f; heap in use after it %d MiB of at"
                            + " most %d%n",
                    direct,
                    ours,
                    ours / direct,
                    heap(),
                    Runtime.getRuntime().maxMemory() >> 20);
        }
    }

    private static long heap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    private static double rate(Call export) throws IOException {
        var begin = System.nanoTime();
        var lines = export.lines();
        return lines / ((System.nanoTime() - begin) / 1e9);
    }

    /** As a script would: pages of 1000 in a point in time, each line's text written. */
    private int exportDirectly() throws IOException {
        var pit = JSON.readTree(node.ask("POST", "/" + INDEX + "/_search/point_in_time?keep_alive=2m", ""))
                .path("pit_id")
                .asText();
        var after = "";
        var lines = 0;
        while (true) {
            var body =
                    "{\"size\":1000,\"sort\":[{\"@timestamp\":\"asc\"}],\"track_total_hits\":false,\"pit\":{\"id\":\""
                            + pit + "\",\"keep_alive\":\"2m\"}," + after + QUERY.formatted("") + "}";
            var hits = hits(node.ask("POST", "/_search", body));
            for (var hit : hits) {
                OutputStream.nullOutputStream().write(JSON.writeValueAsBytes(hit.path("_source")));
            }
            lines += hits.size();
            if (hits.size() < 1000) {
                return lines;
            }
            after = "\"search_after\":" + hits.get(hits.size() - 1).path("sort") + ",";
        }
    }

    private int export() throws IOException {
        var counter = new Counted(store);
        LineFormat.NDJSON.write(counter, JSON, OutputStream.nullOutputStream());
        return counter.lines;
    }

    /** The pages of an export, as the service reads them. */
    private static final class Counted implements LineExport {
        private final OpenSearchStore store;
        private final LineSelection what =
                new LineSelection(Optional.of(Set.of("vision")), LineFilter.Wanted.ALL.at(NOON));
        private Optional<String> next = Optional.empty();
        private boolean begun;
        private int lines;

        Counted(OpenSearchStore store) {
            this.store = store;
        }

        @Override
        public int limit() {
            return LINES;
        }

        @Override
        public List<FoundLine> next() {
            if (begun && next.isEmpty()) {
                return List.of();
            }
            begun = true;
            var page = store.page(what, new LinePaging(true, LinePaging.MOST, next));
            next = page.next();
            lines += page.items().size();
            return page.items();
        }

        @Override
        public List<LogNotice> notices() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}

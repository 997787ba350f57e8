package io.kubesphere.ai.observability.engine.loki;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Answers as Loki does to the questions that we have, from lines in memory; a question that does not parse is a 400. */
final class LokiDouble implements AutoCloseable {
    private static final Pattern COUNTS = Pattern.compile(
            "sum(?: by \\((\\w+)\\))? ?\\(count_over_time\\((.*) \\[(\\d+)(s|ms)]\\)\\)", Pattern.DOTALL);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    record Line(long nanos, Map<String, String> labels, String text) {}

    final List<String> tenants = new CopyOnWriteArrayList<>();
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    LokiDouble() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/loki/api/v1/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void add(long nanos, Map<String, String> labels, String text) {
        lines.add(new Line(nanos, labels, text));
    }

    private void handle(HttpExchange exchange) throws IOException {
        var form = new HashMap<String, String>();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        for (var field : body.split("&")) {
            var pair = field.split("=", 2);
            form.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        tenants.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Scope-OrgID")));
        try (exchange) {
            var answer = answer(exchange.getRequestURI().getPath(), form).toString();
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
            exchange.sendResponseHeaders(400, 0);
            exchange.getResponseBody().write(("parse error: " + wrong.getMessage()).getBytes(StandardCharsets.UTF_8));
        }
    }

    private ObjectNode answer(String path, Map<String, String> form) {
        var counts = COUNTS.matcher(form.get("query"));
        var answer = JSON.objectNode().put("status", "success");
        var data = answer.putObject("data");
        if (!counts.matches()) {
            streams(data, form);
        } else if (path.endsWith("/query")) {
            var end = Long.parseLong(form.get("time"));
            var start =
                    end - Long.parseLong(counts.group(3)) * (counts.group(4).equals("s") ? 1_000_000_000L : 1_000_000L);
            data.putArray("result")
                    .addObject()
                    .putArray("value")
                    .add(end / 1_000_000_000L)
                    .add(Long.toString(
                            found(counts.group(2), start + 1, end + 1).size()));
        } else {
            matrix(data, form, counts.group(1), counts.group(2));
        }
        return answer;
    }

    private List<Line> found(String query, long start, long end) {
        var tests = new LogQlParser(query).query();
        return lines.stream()
                .filter(line -> line.nanos() >= start && line.nanos() < end)
                .filter(line -> tests.stream().allMatch(test -> test.test(line.labels(), line.text())))
                .sorted(Comparator.comparingLong(Line::nanos))
                .toList();
    }

    private void streams(ObjectNode data, Map<String, String> form) {
        var found = new ArrayList<>(
                found(form.get("query"), Long.parseLong(form.get("start")), Long.parseLong(form.get("end"))));
        if (form.get("direction").equals("backward")) {
            Collections.reverse(found);
        }
        var result = data.putArray("result");
        found.stream().limit(Long.parseLong(form.get("limit"))).forEach(line -> {
            var stream = result.addObject();
            var labels = stream.putObject("stream");
            line.labels().forEach(labels::put);
            stream.putArray("values")
                    .addArray()
                    .add(Long.toString(line.nanos()))
                    .add(line.text());
        });
    }

    private void matrix(ObjectNode data, Map<String, String> form, String by, String query) {
        var step = Long.parseLong(form.get("step"));
        var series = new TreeMap<String, ObjectNode>();
        for (var at = Long.parseLong(form.get("start")); at <= Long.parseLong(form.get("end")); at += step) {
            var time = at;
            for (var line : found(query, (at - step) * 1_000_000_000L + 1, at * 1_000_000_000L + 1)) {
                var level = line.labels().getOrDefault(by, "");
                var one = series.computeIfAbsent(level, name -> {
                    var made = JSON.objectNode();
                    made.putObject("metric").put(by, name);
                    made.putArray("values");
                    return made;
                });
                one.withArray("values").addArray().add(time).add("1");
            }
        }
        var result = data.putArray("result");
        series.values().forEach(result::add);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

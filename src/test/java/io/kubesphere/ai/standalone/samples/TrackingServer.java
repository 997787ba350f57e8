package io.kubesphere.ai.standalone.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntUnaryOperator;
import java.util.stream.StreamSupport;

/** The part of MLflow's REST API 2.0 that a program reports to: runs/log-batch, as strict as MLflow about what it takes. */
final class TrackingServer implements AutoCloseable {
    static final String RUN = "0123456789abcdef0123456789abcdef";
    static final String TOKEN = "a-token";

    private final HttpServer server;
    private final IntUnaryOperator statusOfRequest;
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final List<JsonNode> accepted = new CopyOnWriteArrayList<>();

    private TrackingServer(HttpServer server, IntUnaryOperator statusOfRequest) {
        this.server = server;
        this.statusOfRequest = statusOfRequest;
    }

    static TrackingServer start() throws IOException {
        return answering(number -> 200);
    }

    /** Answers the request of a number, from 1, by a status; what is not answered by 200 is not taken. */
    static TrackingServer answering(IntUnaryOperator statusOfRequest) throws IOException {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var tracking = new TrackingServer(http, statusOfRequest);
        http.createContext("/", tracking::answer);
        http.start();
        return tracking;
    }

    /** As the platform gives it: with a path of its own. */
    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/mlflow";
    }

    /** Requests that had the right method, path and token, whatever they were answered. */
    int requests() {
        return requests.size();
    }

    /** Values by step of a metric. */
    Map<Integer, Double> metric(String name) {
        var values = new TreeMap<Integer, Double>();
        entries("metrics", name).forEach(metric -> {
            var before =
                    values.put(metric.get("step").asInt(), metric.get("value").doubleValue());
            if (before != null) {
                throw new AssertionError("step " + metric.get("step") + " of " + name + " was reported twice");
            }
        });
        return values;
    }

    List<Long> timestamps(String name) {
        return entries("metrics", name).stream()
                .map(metric -> metric.get("timestamp").longValue())
                .toList();
    }

    List<String> parameter(String name) {
        return entries("params", name).stream()
                .map(parameter -> parameter.get("value").textValue())
                .toList();
    }

    private List<JsonNode> entries(String kind, String name) {
        return accepted.stream()
                .flatMap(request -> StreamSupport.stream(request.path(kind).spliterator(), false))
                .filter(entry -> entry.get("key").textValue().equals(name))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new ObjectMapper().readTree(exchange.getRequestBody());
        var status = status(exchange, body);
        var text = status == 200 ? "{}" : "{\"error_code\":\"E\",\"message\":\"status " + status + "\"}";
        var answer = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private int status(HttpExchange exchange, JsonNode body) {
        var headers = exchange.getRequestHeaders();
        if (!exchange.getRequestMethod().equals("POST")
                || !exchange.getRequestURI().getPath().equals("/mlflow/api/2.0/mlflow/runs/log-batch")
                || !headers.getFirst("Content-Type").startsWith("application/json")) {
            return 404;
        }
        if (!("Bearer " + TOKEN).equals(headers.getFirst("Authorization"))
                || !body.path("run_id").asText().equals(RUN)) {
            return 403;
        }
        requests.add(body);
        var status = statusOfRequest.applyAsInt(requests.size());
        if (status == 200) {
            accepted.add(body);
        }
        return status;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

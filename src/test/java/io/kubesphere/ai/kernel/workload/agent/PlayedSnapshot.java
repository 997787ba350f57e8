package io.kubesphere.ai.kernel.workload.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The service's side of a snapshot: what was listed, and what was read of it. */
final class PlayedSnapshot {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final NavigableMap<String, JsonNode> listed = new TreeMap<>();
    private final Map<String, String> digests = new TreeMap<>();
    private String directory = "";
    private int page = 1000;
    private boolean complete;

    PlayedSnapshot of(String wanted) {
        directory = wanted;
        return this;
    }

    /** Answers so many files at a time. */
    PlayedSnapshot inPagesOf(int files) {
        page = files;
        return this;
    }

    /** The content is known already. */
    synchronized void know(String path, String digest) {
        digests.put(path, digest);
    }

    synchronized boolean isListed() {
        return complete;
    }

    synchronized Map<String, String> digests() {
        return Map.copyOf(digests);
    }

    synchronized String stamp(String path) {
        return listed.get(path).path("stamp").asText();
    }

    synchronized void answer(HttpExchange exchange, String what) throws IOException {
        var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        switch (what) {
            case "" -> send(exchange, Map.of("directory", directory, "listed", complete));
            case "listing" -> listed.clear();
            case "files" -> body.path("files").forEach(file -> listed.put(text(file, "path"), file));
            case "end" -> complete = true;
            case "digests" -> body.path("files").forEach(file -> digests.put(text(file, "path"), text(file, "digest")));
            case "pending" -> send(exchange, pending(exchange.getRequestURI().getQuery()));
            default -> throw new IOException("no such path: " + what);
        }
        if (exchange.getResponseCode() < 0) {
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private static String text(JsonNode file, String field) {
        return file.path(field).asText();
    }

    private Map<String, Object> pending(String query) {
        var missing = listed.tailMap(query.substring("after=".length()), false).values().stream()
                .filter(file -> !digests.containsKey(text(file, "path")))
                .toList();
        var some = missing.subList(0, Math.min(page, missing.size()));
        return some.isEmpty() ? Map.of() : Map.of("files", some, "next", text(some.get(some.size() - 1), "path"));
    }

    private static void send(HttpExchange exchange, Object answer) throws IOException {
        var body = JSON.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }
}

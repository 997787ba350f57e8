package io.kubesphere.ai.tracing.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers by path what a server of its kind has answered, and remembers what it was asked. */
public final class RecordedServer implements AutoCloseable {

    /** One request, its parameters decoded. */
    public record Asked(String path, Map<String, String> parameters) {}

    private record Recorded(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Recorded> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    private RecordedServer(HttpServer server) {
        this.server = server;
    }

    public static RecordedServer start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var recorded = new RecordedServer(server);
            server.createContext("/", recorded::answer);
            server.start();
            return recorded;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    public RecordedServer answering(String path, int status, String body) {
        answers.put(path, new Recorded(status, body));
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            asked.add(new Asked(uri.getPath(), parameters(uri)));
            var recorded = answers.getOrDefault(uri.getPath(), new Recorded(404, "404 page not found"));
            var body = recorded.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(recorded.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Map<String, String> parameters(URI uri) {
        return Stream.of(uri.getRawQuery() == null ? "" : uri.getRawQuery())
                .flatMap(query -> Stream.of(query.split("&")))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

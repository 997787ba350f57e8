package io.kubesphere.ai.notification.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A server that takes what is sent and answers as a test wants; without a wish it answers 200. */
public final class WebhookServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Behaviour> next = new ArrayDeque<>();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

    /** What is done with a request. */
    public interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** What has arrived. */
    public record Request(String path, Map<String, String> headers, String body) {
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    public WebhookServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public List<String> ids() {
        return requests().stream()
                .map(request -> request.headers().get("webhook-id"))
                .toList();
    }

    public synchronized WebhookServer then(Behaviour... behaviours) {
        next.addAll(List.of(behaviours));
        return this;
    }

    static Behaviour status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    static Behaviour busy(int status, String retryAfter) {
        return exchange -> {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
            exchange.sendResponseHeaders(status, -1);
        };
    }

    static Behaviour saying(int status, String text) {
        return exchange -> {
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        };
    }

    static Behaviour redirect(String to) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", to);
            exchange.sendResponseHeaders(307, -1);
        };
    }

    /** Breaks off in the middle of the answer. */
    static Behaviour cut(int status) {
        return exchange -> {
            exchange.sendResponseHeaders(status, 1000);
            exchange.getResponseBody().write("half".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("cut");
        };
    }

    /** Sends a byte now and then, for ever. */
    static Behaviour drip(int status) {
        return exchange -> {
            exchange.sendResponseHeaders(status, 0);
            for (var latch = new CountDownLatch(1); ; ) {
                exchange.getResponseBody().write('.');
                exchange.getResponseBody().flush();
                try {
                    if (latch.await(50, TimeUnit.MILLISECONDS)) {
                        return;
                    }
                } catch (InterruptedException stopped) {
                    throw new IOException(stopped);
                }
            }
        };
    }

    /** Ends the connection without a word. */
    static Behaviour silence() {
        return exchange -> {
            throw new IOException("silence");
        };
    }

    /** Answers only when the test says so. */
    static Behaviour after(Runnable moment) {
        return exchange -> {
            moment.run();
            exchange.sendResponseHeaders(200, -1);
        };
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(new Request(exchange.getRequestURI().toString(), headers, body));
            behaviour().answer(exchange);
        }
    }

    private synchronized Behaviour behaviour() {
        var wanted = next.poll();
        return wanted == null ? status(200) : wanted;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

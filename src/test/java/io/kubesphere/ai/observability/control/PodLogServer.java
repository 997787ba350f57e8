package io.kubesphere.ai.observability.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kubesphere.ai.standalone.apiserver.podlog.PodLogRequest;
import io.kubesphere.ai.standalone.apiserver.podlog.PodLogSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** An API server that serves pods/log and nothing else, and that misbehaves on request. */
final class PodLogServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final PodLogSource node;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<PodLogRequest> asked = new CopyOnWriteArrayList<>();

    /** What happens to one request. */
    sealed interface Fault {}

    /** An answer that is no log. */
    record Refuse(int status, String message) implements Fault {}

    /** The connection breaks after some bytes. */
    record Cut(int bytes) implements Fault {}

    /** The answer ends after some bytes as if it were whole. */
    record End(int bytes) implements Fault {}

    /** Nothing comes, and the connection stays open. */
    record Hang() implements Fault {}

    /** A well-formed answer with a message of the node in place of a log. */
    record Say(String text) implements Fault {}

    PodLogServer(PodLogSource node) {
        this.node = node;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
        server.setExecutor(threads);
        server.createContext("/api/v1/namespaces/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Lets the next requests fail, one fault each. */
    void next(Fault... some) {
        synchronized (faults) {
            faults.addAll(Arrays.asList(some));
        }
    }

    boolean hasFaultsLeft() {
        synchronized (faults) {
            return !faults.isEmpty();
        }
    }

    /** All requests so far. */
    List<PodLogRequest> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = request(exchange);
            asked.add(request);
            Fault fault;
            synchronized (faults) {
                fault = faults.poll();
            }
            if (fault instanceof Refuse refusal) {
                refuse(exchange, refusal.status(), refusal.message());
                return;
            }
            if (fault instanceof Say said) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(said.text().getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().close();
                return;
            }
            var log = fault instanceof Hang ? Optional.<InputStream>empty() : node.open(request);
            if (fault instanceof Hang) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().flush();
                hang();
            } else if (log.isEmpty()) {
                refuse(exchange, 400, "container is waiting to start");
            } else {
                copy(exchange, log.get(), fault);
            }
        } catch (IOException clientLeft) {
            exchange.close();
        }
    }

    private static void hang() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(HttpExchange exchange, InputStream log, Fault fault) throws IOException {
        var left = fault instanceof Cut cut ? cut.bytes() : fault instanceof End end ? end.bytes() : Integer.MAX_VALUE;
        exchange.sendResponseHeaders(200, 0);
        var out = exchange.getResponseBody();
        out.flush();
        var buffer = new byte[32 * 1024];
        try (log) {
            while (left > 0) {
                var read = log.read(buffer, 0, Math.min(buffer.length, left));
                if (read < 0) {
                    break;
                }
                out.write(buffer, 0, read);
                out.flush();
                left -= read;
            }
        }
        if (fault instanceof Cut) {
            // Closing without the last chunk is what a broken connection looks like.
            exchange.close();
            return;
        }
        out.close();
    }

    private static void refuse(HttpExchange exchange, int status, String message) throws IOException {
        var bytes = message.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static PodLogRequest request(HttpExchange exchange) {
        var path = exchange.getRequestURI().getPath().split("/");
        var query = query(exchange);
        return new PodLogRequest(
                path[4],
                path[6],
                Optional.ofNullable(query.get("container")),
                query.containsKey("follow"),
                query.containsKey("timestamps"),
                query.containsKey("previous"),
                query.containsKey("tailLines")
                        ? OptionalLong.of(Long.parseLong(query.get("tailLines")))
                        : OptionalLong.empty(),
                Optional.ofNullable(query.get("sinceTime")).map(Instant::parse),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    private static Map<String, String> query(HttpExchange exchange) {
        return Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

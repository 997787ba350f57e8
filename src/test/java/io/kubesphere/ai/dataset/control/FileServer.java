package io.kubesphere.ai.dataset.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kubesphere.ai.kernel.content.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** A web server with files, which gives parts, breaks off, refuses and redirects as a test wants. */
final class FileServer implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, String> redirects = new ConcurrentHashMap<>();
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final Queue<Integer> statuses = new ArrayDeque<>();
    private final Queue<Integer> breaks = new ArrayDeque<>();
    final AtomicLong bytes = new AtomicLong();
    final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    volatile boolean givesParts = true;
    volatile boolean saysLength = true;
    volatile Optional<String> login = Optional.empty();
    volatile Runnable beforeContent = () -> {};
    volatile Runnable inTheMiddle = () -> {};

    FileServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newCachedThreadPool());
            server.createContext("/", this::answer);
            server.start();
        } catch (IOException notStarted) {
            throw new IllegalStateException(notStarted);
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    int port() {
        return server.getAddress().getPort();
    }

    FileServer file(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    void redirect(String path, String to) {
        redirects.put(path, to);
    }

    void named(String path, String disposition) {
        names.put(path, disposition);
    }

    /** The next answers have these statuses. */
    synchronized void refuse(Integer... next) {
        statuses.addAll(Arrays.asList(next));
    }

    /** Of the next contents longer than this so many bytes are sent before the line is cut. */
    synchronized void breakAfter(Integer... next) {
        breaks.addAll(Arrays.asList(next));
    }

    private synchronized Optional<Integer> status() {
        return Optional.ofNullable(statuses.poll());
    }

    private synchronized Optional<Integer> cut(int length) {
        return breaks.isEmpty() || length <= breaks.peek() ? Optional.empty() : Optional.of(breaks.poll());
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var headers = exchange.getRequestHeaders();
        requests.add(path + " " + headers.getFirst("Range") + " " + headers.getFirst("If-Range") + " "
                + headers.getFirst("Authorization"));
        try (exchange) {
            var status = status();
            if (redirects.containsKey(path)) {
                exchange.getResponseHeaders().set("Location", redirects.get(path));
                exchange.sendResponseHeaders(302, -1);
            } else if (status.isPresent()) {
                exchange.sendResponseHeaders(status.get(), -1);
            } else if (!login.equals(Optional.ofNullable(headers.getFirst("Authorization"))) && login.isPresent()) {
                exchange.sendResponseHeaders(401, -1);
            } else if (!files.containsKey(path)) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                content(exchange, path, files.get(path));
            }
        }
    }

    private void content(HttpExchange exchange, String path, byte[] whole) throws IOException {
        var tag = "\"" + Digest.of(whole).hex() + "\"";
        var answer = exchange.getResponseHeaders();
        if (givesParts) {
            answer.set("ETag", tag);
        }
        Optional.ofNullable(names.get(path)).ifPresent(name -> answer.set("Content-Disposition", name));
        var ifRange = exchange.getRequestHeaders().getFirst("If-Range");
        var range =
                RANGE.matcher(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"))
                        .orElse(""));
        var from = 0;
        var to = whole.length;
        var status = 200;
        if (givesParts && range.matches() && (ifRange == null || ifRange.equals(tag))) {
            from = Integer.parseInt(range.group(1));
            to = range.group(2).isEmpty() ? whole.length : Math.min(whole.length, Integer.parseInt(range.group(2)) + 1);
            if (from >= whole.length) {
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            status = 206;
            answer.set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + whole.length);
        }
        var length = to - from;
        exchange.sendResponseHeaders(status, length == 0 ? -1 : saysLength ? length : 0);
        var isLook = range.matches() && ifRange == null;
        if (!isLook) {
            beforeContent.run();
        }
        var most = isLook ? length : cut(length).orElse(length);
        send(exchange, whole, from, most);
        if (most < length) {
            exchange.getResponseBody().flush();
            throw new IOException("cut");
        }
    }

    private void send(HttpExchange exchange, byte[] whole, int from, int length) throws IOException {
        for (var sent = 0; sent < length; sent += 8192) {
            if (sent <= length / 2 && length / 2 < sent + 8192) {
                inTheMiddle.run();
            }
            var some = Math.min(8192, length - sent);
            exchange.getResponseBody().write(whole, from + sent, some);
            bytes.addAndGet(some);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

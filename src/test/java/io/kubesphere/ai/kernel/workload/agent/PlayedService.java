package io.kubesphere.ai.kernel.workload.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.Manifest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The service's side of the workload protocol over real HTTP, with the faults that a test asks for. */
final class PlayedService implements AutoCloseable {
    static final String TOKEN = "run-token";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROOT = "/workload/v1";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ObjectNode plan = JSON.createObjectNode();
    private final Map<String, Manifest> manifests = new ConcurrentHashMap<>();
    private final Map<Digest, Content> contents = new ConcurrentHashMap<>();
    private final Map<Digest, Long> stored = new ConcurrentHashMap<>();
    private final Map<String, Manifest> committed = new ConcurrentHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Faults faults = new Faults();
    private final PlayedSnapshot snapshot = new PlayedSnapshot();

    /** A request as it came. */
    record Seen(String method, String path, Optional<String> range, long nanos) {
        boolean is(String wanted, String part) {
            return method.equals(wanted) && path.contains(part);
        }
    }

    private PlayedService(HttpServer server) {
        this.server = server;
    }

    static PlayedService start() {
        try {
            var service = new PlayedService(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100));
            service.server.createContext("/", service::handle);
            service.server.setExecutor(service.threads);
            service.server.start();
            return service;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    PlayedSnapshot snapshot() {
        return snapshot;
    }

    Faults faults() {
        return faults;
    }

    ObjectNode plan() {
        return plan;
    }

    PlayedService input(String name, Map<String, Content> files) {
        var manifest = new Manifest(new TreeMap<>(files)
                .entrySet().stream()
                        .map(file -> new Manifest.File(
                                file.getKey(),
                                file.getValue().size(),
                                file.getValue().digest().toString()))
                        .toList());
        files.values().forEach(content -> contents.put(content.digest(), content));
        manifests.put(name, manifest);
        return input(name, manifest.text());
    }

    /** An input whose manifest the service would never have accepted. */
    PlayedService input(String name, String manifest) {
        contents.put(Digest.of("manifest of " + name), Content.of(manifest));
        var input = plan.withArray("inputs").addObject();
        input.put("name", name).put("manifest", Digest.of(manifest).toString());
        var lines = manifest.lines().count();
        input.put("files", lines)
                .put(
                        "bytes",
                        Optional.ofNullable(manifests.get(name))
                                .map(Manifest::bytes)
                                .orElse(0L));
        return this;
    }

    PlayedService archive(byte[] archive) {
        var content = Content.of(archive);
        contents.put(Digest.of("code"), content);
        plan.putObject("code")
                .putObject("archive")
                .put("digest", content.digest().toString())
                .put("name", "code")
                .put("bytes", archive.length);
        return this;
    }

    PlayedService git(String url, String commit) {
        plan.putObject("code").putObject("git").put("url", url).put("commit", commit);
        return this;
    }

    PlayedService output(String name, boolean required) {
        plan.withArray("outputs").addObject().put("name", name).put("required", required);
        return this;
    }

    /** An input whose files lie on a volume that is mounted in their place. */
    PlayedService mounted(String name, String verify, Map<String, Content> files) {
        input(name, files);
        var inputs = plan.withArray("inputs");
        ((ObjectNode) inputs.get(inputs.size() - 1)).put("mounted", verify);
        return this;
    }

    /** What was stored under a name, when it was completed. */
    Optional<Manifest> committed(String name) {
        return Optional.ofNullable(committed.get(name));
    }

    Manifest manifest(String input) {
        return manifests.get(input);
    }

    boolean has(Content content) {
        return stored.containsKey(content.digest());
    }

    void forget(Content content) {
        stored.remove(content.digest());
    }

    List<Seen> seen(String method, String part) {
        return seen.stream().filter(request -> request.is(method, part)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var method = exchange.getRequestMethod();
            var range = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"));
            seen.add(new Seen(method, path, range, System.nanoTime()));
            if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                status(exchange, 401, "the run's token is not valid");
                return;
            }
            var fault = faults.take(method, path);
            if (fault.orElse(null) instanceof Faults.Answers answer) {
                // Else the connection is reset under a client that still sends, and the answer lost.
                exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
                answer.retryAfter()
                        .ifPresent(after -> exchange.getResponseHeaders().set("Retry-After", "" + after));
                status(exchange, answer.status(), "as the test wants it");
                return;
            }
            if (fault.orElse(null) instanceof Faults.First first) {
                first.happens().run();
            }
            answer(exchange, method, path.substring(ROOT.length()).split("/"), fault);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, String method, String[] path, Optional<Faults.Fault> fault)
            throws IOException, InterruptedException {
        var key = method + " " + path[1] + (path.length > 3 ? " " + path[3] : "");
        if (path[1].equals("snapshot")) {
            snapshot.answer(exchange, path.length > 2 ? path[path.length - 1] : "");
        } else if (key.equals("GET plan")) {
            send(exchange, Optional.of(Content.of(plan.toString())), fault);
        } else if (method.equals("GET") && path[1].equals("code")) {
            send(exchange, Optional.ofNullable(contents.get(Digest.of("code"))), fault);
        } else if (key.equals("GET inputs manifest")) {
            send(exchange, Optional.ofNullable(contents.get(Digest.of("manifest of " + path[2]))), fault);
        } else if (key.equals("GET inputs blobs")) {
            send(exchange, Optional.ofNullable(contents.get(new Digest(path[4]))), fault);
        } else if (method.equals("HEAD")) {
            exchange.sendResponseHeaders(stored.containsKey(new Digest(path[3])) ? 200 : 404, -1);
        } else if (method.equals("PUT")) {
            store(exchange, new Digest(path[3]), fault);
        } else {
            commit(exchange, path[2]);
        }
    }

    private void send(HttpExchange exchange, Optional<Content> known, Optional<Faults.Fault> fault)
            throws IOException, InterruptedException {
        if (known.isEmpty()) {
            status(exchange, 404, "there is no such content");
            return;
        }
        var content = known.get();
        var range = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"))
                .filter(asked -> !(fault.orElse(null) instanceof Faults.IgnoresRange))
                .filter(asked -> !(fault.orElse(null) instanceof Faults.BreaksAt));
        var from =
                range.map(asked -> Long.parseLong(asked.replaceAll("\\D", ""))).orElse(0L);
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.size() == from ? -1 : content.size() - from);
        try {
            content.write(from, new FaultyStream(exchange.getResponseBody(), fault));
        } catch (FaultyStream.Broken broken) {
            exchange.close();
        }
    }

    private void store(HttpExchange exchange, Digest digest, Optional<Faults.Fault> fault)
            throws IOException, InterruptedException {
        var hash = Digest.sha256();
        var size = 0L;
        var buffer = new byte[1 << 16];
        var in = exchange.getRequestBody();
        for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            hash.update(buffer, 0, count);
            size += count;
            if (fault.orElse(null) instanceof Faults.Cuts cut && size >= cut.after()) {
                exchange.close();
                return;
            }
            if (fault.orElse(null) instanceof Faults.FallsSilent silence && size >= silence.after()) {
                new CountDownLatch(1).await();
            }
        }
        if (!Digest.of(hash).equals(digest)) {
            status(exchange, 422, "the content has another digest");
            return;
        }
        exchange.sendResponseHeaders(stored.put(digest, size) == null ? 201 : 200, -1);
    }

    private void commit(HttpExchange exchange, String name) throws IOException {
        var manifest = Manifest.parse(exchange.getRequestBody().readAllBytes());
        for (var file : manifest.files()) {
            if (!Optional.of(file.size()).equals(Optional.ofNullable(stored.get(file.content())))) {
                status(exchange, 422, "the content of %s has not been uploaded".formatted(file.path()));
                return;
            }
        }
        committed.put(name, manifest);
        var answer = JSON.createObjectNode().put("digest", manifest.digest().toString());
        var body = answer.put("files", manifest.files().size())
                .put("bytes", manifest.bytes())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(201, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void status(HttpExchange exchange, int code, String message) throws IOException {
        var status = JSON.createObjectNode().put("kind", "Status").put("apiVersion", "v1");
        var body = status.put("message", message).put("code", code).toString().getBytes(StandardCharsets.UTF_8);
        var isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(code, isHead ? -1 : body.length);
        if (!isHead) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

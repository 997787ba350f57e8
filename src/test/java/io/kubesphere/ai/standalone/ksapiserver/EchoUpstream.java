package io.kubesphere.ai.standalone.ksapiserver;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** A service behind an APIService that tells what it was sent; the query says what else it shall do. */
final class EchoUpstream implements AutoCloseable {
    private static final int MEGABYTE = 1024 * 1024;

    private final Vertx vertx = Vertx.vertx();
    private final int port;
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final AtomicLong openStreams = new AtomicLong();
    private final Semaphore events = new Semaphore(0);
    private final AtomicLong poured = new AtomicLong();
    private final CompletableFuture<HttpServerRequest> held = new CompletableFuture<>();

    /** A request that arrived. */
    record Seen(String method, String uri, String user) {}

    EchoUpstream() {
        var options = new HttpServerOptions().setMaxInitialLineLength(65536).setMaxHeaderSize(65536);
        var server = vertx.createHttpServer(options).requestHandler(this::receive);
        this.port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    Queue<Seen> seen() {
        return seen;
    }

    long openStreams() {
        return openStreams.get();
    }

    /** Lets a stream send its next event. */
    void releaseEvent() {
        events.release();
    }

    /** How much of all answers of many megabytes has been sent. */
    long pouredMegabytes() {
        return poured.get();
    }

    /** Reads on in the upload that was to be held. */
    void readHeldUpload() {
        held.join().resume();
    }

    private void receive(HttpServerRequest request) {
        var user = request.getHeader("X-Remote-User");
        seen.add(new Seen(request.method().name(), request.uri(), user == null ? "" : user));
        if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade")) && request.getParam("refuse") == null) {
            request.toWebSocket().onSuccess(socket -> converse(socket, head(request)));
            return;
        }
        var bytes = new AtomicLong();
        request.handler(part -> bytes.addAndGet(part.length()));
        request.endHandler(end -> answer(request, bytes.get()));
        if (request.getParam("hold") != null) {
            request.pause();
            held.complete(request);
        }
    }

    private void answer(HttpServerRequest request, long bytes) {
        var response = request.response();
        if (request.getParam("stream") != null) {
            stream(request);
        } else if (request.getParam("hangup") != null) {
            request.connection().close();
        } else if (request.getParam("half") != null) {
            response.putHeader("Content-Length", "100").write("half of it").onComplete(sent -> request.connection()
                    .close());
        } else if (request.getParam("megabytes") != null) {
            pour(request, Integer.parseInt(request.getParam("megabytes")));
        } else if ("204".equals(request.getParam("status"))) {
            response.setStatusCode(204).end();
        } else {
            var status = request.getParam("status");
            response.setStatusCode(status == null ? 200 : Integer.parseInt(status))
                    .putHeader("Content-Type", "application/json")
                    .putHeader("X-Upstream", "echo")
                    .putHeader("Keep-Alive", "timeout=5")
                    .end(head(request).put("bytes", bytes).encode());
        }
    }

    private void stream(HttpServerRequest request) {
        var response = request.response();
        openStreams.incrementAndGet();
        response.closeHandler(gone -> openStreams.decrementAndGet());
        response.setChunked(true).putHeader("Content-Type", "text/event-stream").writeHead();
        sendEvents(request, 1);
    }

    private void sendEvents(HttpServerRequest request, int number) {
        vertx.executeBlocking(() -> {
                    events.acquire();
                    return number;
                })
                .onSuccess(granted -> {
                    if (!request.response().closed()) {
                        request.response().write("data: " + granted + "\n\n");
                        sendEvents(request, granted + 1);
                    }
                });
    }

    private void pour(HttpServerRequest request, int megabytes) {
        var response = request.response().setChunked(true);
        var megabyte = Buffer.buffer(new byte[MEGABYTE]);
        var left = new AtomicLong(megabytes);
        Runnable more = () -> {
            while (left.get() > 0 && !response.writeQueueFull()) {
                left.decrementAndGet();
                poured.incrementAndGet();
                response.write(megabyte.copy());
            }
            if (left.get() == 0 && !response.ended()) {
                response.end();
            }
        };
        response.drainHandler(drained -> more.run());
        more.run();
    }

    private static void converse(ServerWebSocket socket, JsonObject head) {
        socket.writeTextMessage(head.encode());
        socket.textMessageHandler(text -> socket.writeTextMessage("echo " + text));
    }

    private static JsonObject head(HttpServerRequest request) {
        var headers = new JsonObject();
        for (var name : request.headers().names()) {
            headers.put(
                    name.toLowerCase(java.util.Locale.ROOT),
                    new JsonArray(request.headers().getAll(name)));
        }
        return new JsonObject()
                .put("method", request.method().name())
                .put("uri", request.uri())
                .put("headers", headers);
    }

    @Override
    public void close() {
        events.release(1000);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}

package io.kubesphere.ai.standalone.apiserver.http;

import io.kubesphere.ai.standalone.apiserver.store.Store;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Takes requests off the network, lets the router decide on a worker thread, and carries the answer out. */
public final class ApiHttpServer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ApiHttpServer.class);
    private static final int WORKERS = 16;
    private static final int MAX_BODY_BYTES = 3 * 1024 * 1024;
    private static final int MAX_LINE_BYTES = 64 * 1024;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, ApiHttpServer::worker);
    private final Router router;
    private final Store store;
    private final HttpServer server;
    private final LogPump logs = new LogPump();

    public ApiHttpServer(Router router, Store store) {
        this.router = router;
        this.store = store;
        var options = new HttpServerOptions()
                .setMaxInitialLineLength(MAX_LINE_BYTES)
                .setMaxHeaderSize(MAX_LINE_BYTES)
                .setIdleTimeout(0);
        this.server = vertx.createHttpServer(options).requestHandler(this::receive);
    }

    private static Thread worker(Runnable work) {
        var thread = new Thread(work, "apiserver-worker");
        thread.setDaemon(true);
        return thread;
    }

    /** @return the port, which differs from the given one only when that was 0 */
    public int listen(String host, int port) {
        var started = server.listen(port, host).toCompletionStage().toCompletableFuture();
        return started.orTimeout(30, TimeUnit.SECONDS).join().actualPort();
    }

    private void receive(HttpServerRequest request) {
        if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            request.pause();
            workers.execute(() -> decide(request, Buffer.buffer()));
            return;
        }
        var body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() <= MAX_BODY_BYTES) {
                body.appendBuffer(part);
            }
        });
        request.endHandler(end -> workers.execute(() -> decide(request, body)));
        request.exceptionHandler(gone -> LOG.debugf("client left path=%s cause=%s", request.path(), gone.getMessage()));
    }

    private void decide(HttpServerRequest request, Buffer body) {
        Answer answer;
        try {
            if (body.length() > MAX_BODY_BYTES) {
                throw ApiError.of(413, "RequestEntityTooLarge", "Request entity too large: limit is " + MAX_BODY_BYTES);
            }
            var call = new Call(request.method().name(), request.path(), request.params(), request.headers(), body);
            answer = router.route(call);
        } catch (ApiError e) {
            answer = Answer.Reply.json(e.code(), e.toStatus());
        } catch (RuntimeException e) {
            LOG.errorf(e, "request failed method=%s path=%s", request.method(), request.path());
            var failure = ApiError.of(500, "InternalError", "Internal error occurred: " + e);
            answer = Answer.Reply.json(500, failure.toStatus());
        }
        carryOut(request, answer);
    }

    private void carryOut(HttpServerRequest request, Answer answer) {
        var response = request.response();
        if (answer instanceof Answer.Reply reply) {
            response.setStatusCode(reply.status()).putHeader("Content-Type", reply.contentType());
            reply.warnings().forEach(text -> response.headers().add("Warning", warning(text)));
            response.end(reply.body());
        } else if (answer instanceof Answer.Parts parts) {
            response.setChunked(true).putHeader("Content-Type", "application/json");
            new PartWriter(response, () -> {}).write(parts.parts());
        } else if (answer instanceof Answer.Watching watching) {
            watch(request, watching.request());
        } else if (answer instanceof Answer.Log log) {
            logs.pump(log.stream(), response);
        }
    }

    private static String warning(String text) {
        return "299 - \"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private void watch(HttpServerRequest request, WatchRequest watch) {
        var context = vertx.getOrCreateContext();
        if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            request.toWebSocket()
                    .onSuccess(socket -> {
                        var here = vertx.getOrCreateContext();
                        var stream = new WatchStream(watch, store, WatchSink.of(socket), here);
                        socket.closeHandler(closed -> stream.close());
                        socket.exceptionHandler(broken -> stream.close());
                        stream.start();
                    })
                    .onFailure(e -> LOG.debugf("no watch path=%s cause=%s", request.path(), e.getMessage()));
            return;
        }
        var response = request.response();
        response.setChunked(true).putHeader("Content-Type", "application/json");
        // without this the headers wait for the first event, and a client for its watch to begin
        context.runOnContext(start -> {
            var stream = new WatchStream(watch, store, WatchSink.of(response), context);
            response.closeHandler(closed -> context.runOnContext(event -> stream.close()));
            response.exceptionHandler(broken -> context.runOnContext(event -> stream.close()));
            if (response.closed()) {
                stream.close();
                return;
            }
            response.write(Buffer.buffer());
            stream.start();
        });
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        workers.shutdownNow();
        logs.close();
    }
}

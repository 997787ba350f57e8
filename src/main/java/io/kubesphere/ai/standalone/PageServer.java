package io.kubesphere.ai.standalone;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.StaticHandler;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Serves the page that people open; the front door passes on what is no API. */
final class PageServer implements AutoCloseable {
    private static final String FOLDER = "standalone/page";
    /** Parts have their digest in their names, so they never change; the page names those that are new. */
    private static final int PARTS_LIVE_SECONDS = 365 * 24 * 3600;

    private static final long PATIENCE_SECONDS = 30;

    private final Vertx vertx = Vertx.vertx();
    private final int port;

    PageServer() {
        var router = Router.router(vertx);
        router.get().handler(exchange -> {
            exchange.response()
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .putHeader(
                            "Content-Security-Policy",
                            "default-src 'self'; style-src 'self' 'unsafe-inline';"
                                    + " img-src 'self' data: blob:; worker-src 'self' blob:; object-src 'none'; frame-ancestors 'self'");
            exchange.next();
        });
        router.get("/assets/*").handler(StaticHandler.create(FOLDER + "/assets").setMaxAgeSeconds(PARTS_LIVE_SECONDS));
        router.get("/assets/*").handler(exchange -> exchange.fail(404));
        // Addresses of pages are no files: the page itself reads them.
        router.get().handler(exchange -> exchange.response()
                .putHeader("Content-Type", "text/html;charset=UTF-8")
                .putHeader("Cache-Control", "no-cache")
                .sendFile(FOLDER + "/index.html")
                .onFailure(exchange::fail));
        var listening = vertx.createHttpServer(new HttpServerOptions())
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture();
        try {
            this.port = listening.get(PATIENCE_SECONDS, TimeUnit.SECONDS).actualPort();
        } catch (ExecutionException | TimeoutException refused) {
            throw new IllegalStateException("cannot serve the page", refused);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}

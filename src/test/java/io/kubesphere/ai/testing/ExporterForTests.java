package io.kubesphere.ai.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Something to scrape that tells what a test wants. */
public final class ExporterForTests implements AutoCloseable {
    private final HttpServer server;
    private volatile String text = "";

    private ExporterForTests(HttpServer server) {
        this.server = server;
    }

    public static ExporterForTests start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var exporter = new ExporterForTests(server);
        server.createContext("/metrics", exporter::answer);
        server.start();
        return exporter;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** From the next scrape on. */
    public void tells(String exposition) {
        text = exposition;
    }

    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package io.kubesphere.ai.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.kubesphere.ai.standalone.apiserver.podlog.PodLogRequest;
import io.kubesphere.ai.standalone.apiserver.podlog.PodLogSource;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jboss.logging.Logger;

/** What a kubelet answers to its API server alone: the log of a container (GET containerLogs/namespace/pod/container). */
final class NodeEndpoint implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(NodeEndpoint.class);
    private static final int BUFFER = 16 * 1024;

    private final PodLogSource logs;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private NodeEndpoint(PodLogSource logs, Path pki, int port) {
        this.logs = logs;
        try {
            this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.setHttpsConfigurator(new OnlyApiServer(context(pki)));
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        server.setExecutor(threads);
        server.createContext("/containerLogs/", this::answer);
        server.start();
    }

    /** @param pki directory with the node's certificate and the authority of whoever may ask */
    static NodeEndpoint start(PodLogSource logs, Path pki, int port) {
        return new NodeEndpoint(logs, pki, port);
    }

    private static final class OnlyApiServer extends HttpsConfigurator {
        OnlyApiServer(SSLContext context) {
            super(context);
        }

        @Override
        public void configure(HttpsParameters parameters) {
            var wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
        }
    }

    private static SSLContext context(Path pki) {
        try {
            var key = new PemKeyCertOptions()
                    .setKeyPath(pki.resolve("kubelet.key").toString())
                    .setCertPath(pki.resolve("kubelet.crt").toString());
            var authority =
                    new PemTrustOptions().addCertPath(pki.resolve("ca.crt").toString());
            var vertx = Vertx.vertx();
            try {
                var context = SSLContext.getInstance("TLS");
                context.init(
                        key.getKeyManagerFactory(vertx).getKeyManagers(),
                        authority.getTrustManagerFactory(vertx).getTrustManagers(),
                        null);
                return context;
            } finally {
                vertx.close();
            }
        } catch (Exception unusable) {
            throw new IllegalStateException("the node's certificate cannot be used", unusable);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var request = request(exchange);
        try (exchange) {
            var log = logs.open(request);
            if (log.isEmpty()) {
                refuse(exchange, request);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, 0);
            pump(log.get(), exchange);
        } catch (IOException left) {
            LOG.debugf("the reader of a log has left pod=%s cause=%s", request.pod(), left.getMessage());
        }
    }

    private static void refuse(HttpExchange exchange, PodLogRequest request) throws IOException {
        var where = "container \"" + request.container().orElse("") + "\" in pod \"" + request.pod() + "\"";
        var why = request.previous()
                ? "previous terminated " + where + " not found"
                : where + " is waiting to start: ContainerCreating";
        var text = why.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(400, text.length);
        exchange.getResponseBody().write(text);
    }

    private static void pump(InputStream log, HttpExchange exchange) throws IOException {
        var buffer = new byte[BUFFER];
        try (log;
                var out = exchange.getResponseBody()) {
            for (var read = log.read(buffer); read >= 0; read = log.read(buffer)) {
                out.write(buffer, 0, read);
                out.flush();
            }
        }
    }

    private static PodLogRequest request(HttpExchange exchange) {
        var steps = exchange.getRequestURI().getPath().split("/");
        var query = new LogQuery(exchange.getRequestURI());
        return new PodLogRequest(
                steps[2],
                steps[3],
                Optional.of(steps[4]),
                query.flag("follow"),
                query.flag("timestamps"),
                query.flag("previous"),
                query.number("tailLines"),
                query.text("sinceTime").map(Instant::parse),
                query.number("sinceSeconds"),
                query.number("limitBytes"));
    }

    private record LogQuery(URI uri) {
        Optional<String> text(String name) {
            return Optional.ofNullable(uri.getQuery()).stream()
                    .flatMap(query -> Arrays.stream(query.split("&")))
                    .filter(part -> part.startsWith(name + "="))
                    .map(part -> part.substring(name.length() + 1))
                    .findFirst();
        }

        boolean flag(String name) {
            return text(name).filter("true"::equals).isPresent();
        }

        OptionalLong number(String name) {
            return text(name)
                    .map(value -> OptionalLong.of(Long.parseLong(value)))
                    .orElseGet(OptionalLong::empty);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

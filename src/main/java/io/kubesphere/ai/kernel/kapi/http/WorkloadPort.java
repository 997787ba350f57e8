package io.kubesphere.ai.kernel.kapi.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.Status;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * A port of its own for the pods of users. They reach nothing else then, and nobody reaches theirs by the port that is
 * ks-apiserver's; so a network policy can keep pods away from a port on which the word of ks-apiserver is believed.
 */
@ApplicationScoped
class WorkloadPort {
    private static final Logger LOG = Logger.getLogger(WorkloadPort.class);
    private static final Pattern OF_WORKLOADS = Pattern.compile("/(workload|mlflow)(/.*)?");
    private static final int MAX_HEAD_BYTES = 32 * 1024;

    /** As much as comes in one read of a socket, as on the other port. */
    private static final int MAX_CHUNK_BYTES = 64 * 1024;

    private static final int IDLE_SECONDS = 600;
    private static final long PATIENCE_SECONDS = 30;

    /** Where pods are served. */
    @ConfigMapping(prefix = "aip.workload-port")
    interface Config {
        /** Absent means that the one port serves everybody, as on a single machine. */
        OptionalInt number();
    }

    private final Config config;
    private final ObjectMapper json;
    private Optional<Router> router = Optional.empty();
    private Optional<HttpServer> server = Optional.empty();

    WorkloadPort(Config config, ObjectMapper json) {
        this.config = config;
        this.json = json;
    }

    void divide(@Observes Router main) {
        if (config.number().isPresent()) {
            router = Optional.of(main);
            main.route().order(Integer.MIN_VALUE).handler(this::check);
        }
    }

    private void check(RoutingContext exchange) {
        var isOurs = exchange.request().localAddress().port()
                == server.map(HttpServer::actualPort).orElse(-1);
        if (isOurs == OF_WORKLOADS.matcher(exchange.normalizedPath()).matches()) {
            exchange.next();
            return;
        }
        exchange.response()
                .setStatusCode(404)
                .putHeader("Content-Type", "application/json")
                .end(text(HttpProblem.of(404, exchange.normalizedPath())));
    }

    void listen(@Observes StartupEvent started, Vertx vertx) {
        if (router.isEmpty()) {
            return;
        }
        var options = new HttpServerOptions()
                .setMaxHeaderSize(MAX_HEAD_BYTES)
                .setMaxChunkSize(MAX_CHUNK_BYTES)
                .setHandle100ContinueAutomatically(true)
                .setIdleTimeout(IDLE_SECONDS);
        var listening = vertx.createHttpServer(options)
                .requestHandler(router.get())
                .listen(config.number().getAsInt())
                .toCompletionStage()
                .toCompletableFuture();
        try {
            server = Optional.of(listening.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            LOG.infof("pods are served port=%d", server.get().actualPort());
        } catch (ExecutionException | TimeoutException refused) {
            throw Problem.of(
                            Problem.Code.UNAVAILABLE,
                            "port %d cannot be listened on",
                            config.number().getAsInt())
                    .because(refused);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @PreDestroy
    void stop() {
        server.ifPresent(listening ->
                listening.close().toCompletionStage().toCompletableFuture().join());
    }

    private String text(Problem problem) {
        try {
            return json.writeValueAsString(Status.of(problem));
        } catch (JsonProcessingException impossible) {
            throw Problem.of(Problem.Code.INTERNAL, "cannot write a Status").because(impossible);
        }
    }
}

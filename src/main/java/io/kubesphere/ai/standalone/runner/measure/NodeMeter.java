package io.kubesphere.ai.standalone.runner.measure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.standalone.runner.container.ContainerPrograms;
import io.kubesphere.ai.standalone.runner.process.ProcessTable;
import io.kubesphere.ai.standalone.runner.process.ProcessUse;
import io.kubesphere.ai.standalone.runner.queue.WorkQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Measures what pods and their machine use, and tells it in both ways in which a cluster does: as {@code metrics.k8s.io} and,
 * for a Prometheus, as cAdvisor. It measures CPU and memory; cards are not looked for.
 */
public final class NodeMeter implements AutoCloseable {
    private static final Duration PACE = Duration.ofSeconds(5);

    private final KubernetesClient client;
    private final String node;
    private final Meter meter;
    private final MetricsObjects objects;
    private final HttpServer server;
    private final WorkQueue<String> looks;
    private volatile Optional<Reading> last = Optional.empty();
    private boolean isDefined;

    private NodeMeter(KubernetesClient client, String node, int port, Clock clock) {
        this.client = client;
        this.node = node;
        this.meter = new Meter(new ProcessUse(new ProcessTable(ContainerPrograms.MARKER)), clock);
        this.objects = new MetricsObjects(client, node);
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        this.looks = new WorkQueue<>("meter", 1, unused -> look());
    }

    /** @param port where a Prometheus may ask for {@code /metrics} */
    public static NodeMeter start(KubernetesClient client, String node, int port, Clock clock) {
        var meter = new NodeMeter(client, node, port, clock);
        meter.server.createContext("/metrics", meter::answer);
        meter.server.start();
        meter.looks.add(node);
        return meter;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private Optional<Duration> look() {
        if (!isDefined) {
            objects.define();
            isDefined = true;
        }
        var reading = meter.look(client.pods().inAnyNamespace().list().getItems());
        reading.ifPresent(seen -> {
            last = reading;
            objects.publish(seen);
        });
        return Optional.of(PACE);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var text = last.map(reading -> Exposition.of(node, reading)).orElse("").getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, text.length == 0 ? -1 : text.length);
            exchange.getResponseBody().write(text);
        }
    }

    @Override
    public void close() {
        looks.close();
        server.stop(0);
    }
}

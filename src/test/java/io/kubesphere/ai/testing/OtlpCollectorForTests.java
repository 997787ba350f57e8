package io.kubesphere.ai.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * Plays an OpenTelemetry collector between real exporters and a real Zipkin: takes OTLP over HTTP, decodes it by the protocol's own
 * classes, and writes spans as the collector's Zipkin exporter does, attributes of the process as tags of each span.
 */
public final class OtlpCollectorForTests implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final URI zipkin;
    private final HttpClient http = HttpClient.newHttpClient();

    private OtlpCollectorForTests(HttpServer server, URI zipkin) {
        this.server = server;
        this.zipkin = zipkin;
    }

    public static OtlpCollectorForTests before(URI zipkin) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var collector = new OtlpCollectorForTests(server, zipkin);
            server.createContext("/v1/traces", collector::take);
            server.setExecutor(Executors.newCachedThreadPool());
            server.start();
            return collector;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    /** What programs are told as OTEL_EXPORTER_OTLP_ENDPOINT. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var spans = spans(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()));
            var request = HttpRequest.newBuilder(zipkin.resolve("/api/v2/spans"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(spans))
                    .build();
            var status = http.send(request, BodyHandlers.discarding()).statusCode();
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(status == 202 ? 200 : 502, -1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    private static String spans(ExportTraceServiceRequest request) {
        var spans = JSON.createArrayNode();
        for (var batch : request.getResourceSpansList()) {
            var resource = batch.getResource().getAttributesList();
            batch.getScopeSpansList().stream()
                    .flatMap(scope -> scope.getSpansList().stream())
                    .forEach(span -> spans.add(span(span, resource)));
        }
        return spans.toString();
    }

    private static ObjectNode span(Span span, List<KeyValue> resource) {
        var zipkin = JSON.createObjectNode();
        zipkin.put("traceId", hex(span.getTraceId().toByteArray()));
        zipkin.put("id", hex(span.getSpanId().toByteArray()));
        if (!span.getParentSpanId().isEmpty()) {
            zipkin.put("parentId", hex(span.getParentSpanId().toByteArray()));
        }
        zipkin.put("name", span.getName());
        var kind = span.getKind().name().replace("SPAN_KIND_", "");
        if (List.of("SERVER", "CLIENT", "PRODUCER", "CONSUMER").contains(kind)) {
            zipkin.put("kind", kind);
        }
        zipkin.put("timestamp", span.getStartTimeUnixNano() / 1000);
        zipkin.put("duration", Math.max(1, (span.getEndTimeUnixNano() - span.getStartTimeUnixNano()) / 1000));
        var tags = zipkin.putObject("tags");
        resource.forEach(attribute -> tags.put(attribute.getKey(), text(attribute)));
        span.getAttributesList().forEach(attribute -> tags.put(attribute.getKey(), text(attribute)));
        zipkin.putObject("localEndpoint")
                .put("serviceName", tags.path("service.name").asText());
        return zipkin;
    }

    private static String text(KeyValue attribute) {
        var value = attribute.getValue();
        return value.hasStringValue()
                ? value.getStringValue()
                : value.toString().strip();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

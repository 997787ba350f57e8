package io.kubesphere.ai.tracing.rest;

import io.kubesphere.ai.testing.OtlpCollectorForTests;
import io.kubesphere.ai.testing.ZipkinForTests;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A collector with a Zipkin behind it, to which the service sends its own spans and tells its pods to send theirs. */
public final class TracingForTests implements QuarkusTestResourceLifecycleManager {
    private OtlpCollectorForTests collector;

    @Override
    public Map<String, String> start() {
        var zipkin = ZipkinForTests.server().url();
        collector = OtlpCollectorForTests.before(zipkin);
        return Map.of(
                "aip.tracing.kind",
                "zipkin",
                "aip.tracing.url",
                zipkin.toString(),
                "aip.tracing.collector.endpoint",
                collector.url().toString(),
                "quarkus.otel.sdk.disabled",
                "false",
                "quarkus.otel.exporter.otlp.endpoint",
                collector.url().toString(),
                "quarkus.otel.exporter.otlp.protocol",
                "http/protobuf",
                "quarkus.otel.bsp.schedule.delay",
                "200ms",
                "quarkus.otel.resource.attributes",
                "k8s.namespace.name=extension-ai-platform");
    }

    @Override
    public void stop() {
        if (collector != null) {
            collector.close();
        }
    }
}

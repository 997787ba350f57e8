package io.kubesphere.ai.tracing.control;

import io.kubesphere.ai.tracing.engine.TracingConfig;
import io.kubesphere.ai.tracing.engine.TracingServer;
import io.kubesphere.ai.tracing.engine.jaeger.JaegerServer;
import io.kubesphere.ai.tracing.engine.tempo.TempoServer;
import io.kubesphere.ai.tracing.engine.zipkin.ZipkinServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** The server that is configured, if any. */
@ApplicationScoped
class TracingServers {
    private final Optional<TracingServer> server;

    @Inject
    TracingServers(TracingConfig config, Clock clock) {
        this.server = config.url().map(url -> switch (config.kind()) {
            case ZIPKIN -> new ZipkinServer(config, clock);
            case JAEGER -> new JaegerServer(config, clock);
            case TEMPO -> new TempoServer(config, clock);
        });
    }

    /** For CDI's proxy. */
    TracingServers() {
        this.server = Optional.empty();
    }

    Optional<TracingServer> server() {
        return server;
    }
}

package io.kubesphere.ai.tracing.engine;

import io.kubesphere.ai.kernel.outbound.BackendConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Which server keeps spans, if any, and where programs in our pods send theirs. */
@ConfigMapping(prefix = "aip.tracing")
public interface TracingConfig extends BackendConfig {

    /** What answers at the URL. */
    enum Kind {
        ZIPKIN,
        JAEGER,
        TEMPO
    }

    @WithDefault("jaeger")
    Kind kind();

    /** Attribute of a process that says its project; whoever can write it can show his spans there. */
    @WithDefault("k8s.namespace.name")
    String projectAttribute();

    /** Longest time that one question is about. */
    @WithDefault("7d")
    Duration longestRange();

    /** Rows of one waterfall. */
    @WithDefault("5000")
    int rows();

    /** Traces that a graph is made of. */
    @WithDefault("200")
    int graphTraces();

    /** Questions for one list where the server cannot be asked for all at once: projects of a workspace, services of Jaeger. */
    @WithDefault("20")
    int searches();

    Collector collector();

    /** Of the operator: what receives spans. */
    interface Collector {
        /** As pods reach it; absent means that they are told of none. */
        Optional<URI> endpoint();

        /** Of OTLP: http/protobuf, http/json or grpc. */
        @WithDefault("http/protobuf")
        String protocol();
    }
}

package io.kubesphere.ai.observability.engine.logstore;

import io.kubesphere.ai.kernel.outbound.BackendConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where the cluster's logs are kept, if anywhere. */
@ConfigMapping(prefix = "aip.logs.store")
public interface LogStoreConfig extends BackendConfig {

    /** What answers at the address. */
    enum Kind {
        OPENSEARCH,
        ELASTICSEARCH,
        LOKI
    }

    @WithDefault("opensearch")
    Kind kind();

    /** Indices, separated by commas; the default are those of KubeSphere and of Fluent Bit's and Vector's own defaults. */
    @WithDefault("ks-logstash-log-*,*-logs-*,logstash-*,fluent-bit*,vector-*")
    String index();

    Fields fields();

    /** How often to look for new lines while they are followed. */
    @WithDefault("2s")
    Duration followEvery();

    /** How late a line may arrive behind younger ones and still be followed in order. */
    @WithDefault("5s")
    Duration settle();

    /** Most lines of an export, and as many as it has when nothing is said. */
    @WithDefault("1000000")
    int mostExported();

    /** Fields of documents, or of Loki labels; absent ones are what Fluent Bit, KubeSphere and our own pipelines write. */
    interface Fields {
        Optional<String> time();

        Optional<String> text();

        Optional<String> namespace();

        Optional<String> pod();

        Optional<String> container();

        Optional<String> application();

        Optional<String> run();

        Optional<String> level();
    }
}

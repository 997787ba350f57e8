package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.engine.logstore.LogStore;
import io.kubesphere.ai.observability.engine.logstore.LogStoreConfig;
import io.kubesphere.ai.observability.engine.loki.LokiStore;
import io.kubesphere.ai.observability.engine.opensearch.OpenSearchStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** The store of the cluster's logs, where one is configured. */
@ApplicationScoped
class LogStores {
    private final Optional<LogStore> store;

    @Inject
    LogStores(LogStoreConfig config, Clock clock) {
        this.store = config.url().map(url -> of(config, clock));
    }

    /** For CDI's proxy. */
    LogStores() {
        this.store = Optional.empty();
    }

    private static LogStore of(LogStoreConfig config, Clock clock) {
        return switch (config.kind()) {
            case OPENSEARCH, ELASTICSEARCH -> new OpenSearchStore(config, clock);
            case LOKI -> new LokiStore(config, clock);
        };
    }

    Optional<LogStore> store() {
        return store;
    }
}

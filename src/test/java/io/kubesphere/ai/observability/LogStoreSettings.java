package io.kubesphere.ai.observability;

import io.kubesphere.ai.observability.engine.logstore.LogStoreConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The service's own defaults, with an address. */
public final class LogStoreSettings {
    private static final String PREFIX = "aip.logs.store.";

    private LogStoreSettings() {}

    public static LogStoreConfig of(URI url, Map<String, String> others) {
        var settings = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(LogStoreConfig.class)
                .withDefaultValue(PREFIX + "url", url.toString());
        others.forEach((name, value) -> settings.withDefaultValue(PREFIX + name, value));
        return settings.build().getConfigMapping(LogStoreConfig.class);
    }
}

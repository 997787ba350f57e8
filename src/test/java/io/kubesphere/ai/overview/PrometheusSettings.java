package io.kubesphere.ai.overview;

import io.kubesphere.ai.overview.engine.prometheus.PrometheusConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The service's own defaults, with an address. */
public final class PrometheusSettings {
    private static final String PREFIX = "aip.overview.prometheus.";

    private PrometheusSettings() {}

    public static PrometheusConfig of(URI url, Map<String, String> others) {
        var settings = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(PrometheusConfig.class)
                .withDefaultValue(PREFIX + "url", url.toString());
        others.forEach((name, value) -> settings.withDefaultValue(PREFIX + name, value));
        return settings.build().getConfigMapping(PrometheusConfig.class);
    }
}

package io.kubesphere.ai.tracing;

import io.kubesphere.ai.tracing.engine.TracingConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The service's own defaults, with a server or without. */
public final class TracingSettings {
    private static final String PREFIX = "aip.tracing.";

    private TracingSettings() {}

    public static TracingConfig of(String kind, URI url, Map<String, String> others) {
        var all = new HashMap<>(others);
        all.put("kind", kind);
        all.put("url", url.toString());
        return with(all);
    }

    public static TracingConfig with(Map<String, String> values) {
        var settings = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(TracingConfig.class);
        values.forEach((name, value) -> settings.withDefaultValue(PREFIX + name, value));
        return settings.build().getConfigMapping(TracingConfig.class);
    }
}

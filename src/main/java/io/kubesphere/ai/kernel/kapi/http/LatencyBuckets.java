package io.kubesphere.ai.kernel.kapi.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;

/** Has answers counted by how long they took, so that Prometheus can say what most callers wait; few buckets, as there are many routes. */
final class LatencyBuckets implements MeterFilter {
    private static final String REQUESTS = "http.server.requests";
    private static final double[] NANOSECONDS = Stream.of(10, 50, 100, 300, 1_000, 3_000, 10_000)
            .mapToDouble(milliseconds -> Duration.ofMillis(milliseconds).toNanos())
            .toArray();

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig others) {
        if (!id.getName().equals(REQUESTS)) {
            return others;
        }
        return DistributionStatisticConfig.builder()
                .serviceLevelObjectives(NANOSECONDS)
                .build()
                .merge(others);
    }

    /** Where the registry finds it. */
    static final class Producer {
        @Produces
        @Singleton
        MeterFilter latencyBuckets() {
            return new LatencyBuckets();
        }
    }
}

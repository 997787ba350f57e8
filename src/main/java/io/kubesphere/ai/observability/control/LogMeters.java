package io.kubesphere.ai.observability.control;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.function.Supplier;

/** What operators see of log archiving. */
@ApplicationScoped
class LogMeters {
    private final MeterRegistry registry;
    private final Counter lines;
    private final Counter bytes;

    LogMeters(MeterRegistry registry) {
        this.registry = registry;
        this.lines = Counter.builder("aip.logs.archived.lines")
                .description("Lines archived")
                .register(registry);
        this.bytes = Counter.builder("aip.logs.archived.bytes")
                .description("Bytes archived, as programs wrote them")
                .register(registry);
        // A counter that appears with its first event hides that event from rates.
        for (var place : Place.values()) {
            failures(place);
        }
        gaps();
    }

    void archived(long newLines, long newBytes) {
        lines.increment((double) newLines);
        bytes.increment((double) newBytes);
    }

    /** Where something failed; it is tried again. */
    enum Place {
        POD_LOG,
        ARCHIVE,
        CLUSTER
    }

    void failed(Place place) {
        failures(place).increment();
    }

    private Counter failures(Place place) {
        return Counter.builder("aip.logs.failures")
                .description("Failed attempts, each made again later")
                .tag("place", place.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    void gap() {
        gaps().increment();
    }

    private Counter gaps() {
        return Counter.builder("aip.logs.gaps")
                .description("Places where lines may be missing")
                .register(registry);
    }

    /** Registers a value that is asked for when it is scraped. */
    void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }
}

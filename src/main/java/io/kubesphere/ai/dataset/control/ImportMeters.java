package io.kubesphere.ai.dataset.control;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** What operators see of imports; counters are there from the start, since one that appears with its first event hides it. */
@ApplicationScoped
class ImportMeters {

    /** How a run of an import ended. */
    enum Outcome {
        SUCCEEDED,
        FAILED,
        /** It is begun again later. */
        POSTPONED
    }

    private final MeterRegistry registry;
    private final Counter bytes;
    private final Map<Outcome, Counter> runs = new EnumMap<>(Outcome.class);

    ImportMeters(MeterRegistry registry) {
        this.registry = registry;
        this.bytes = Counter.builder("aip.imports.received.bytes")
                .description("Bytes that imports have received")
                .register(registry);
        for (var outcome : Outcome.values()) {
            runs.put(
                    outcome,
                    Counter.builder("aip.imports.runs")
                            .description("Runs of imports that have ended")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    void ended(Outcome outcome) {
        runs.get(outcome).increment();
    }

    void received(long newBytes) {
        bytes.increment((double) newBytes);
    }

    /** Registers how many this replica runs. */
    void running(Supplier<Number> count) {
        Gauge.builder("aip.imports.running", count)
                .description("Imports that this replica runs")
                .register(registry);
    }
}

package io.kubesphere.ai.kernel.workload;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Times as Kubernetes writes them. */
public final class Timestamps {
    private Timestamps() {}

    /** One that cannot be read is as good as none: whoever wrote it, a phase must not fail over it. */
    public static Optional<Instant> parse(String text) {
        try {
            return text == null || text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}

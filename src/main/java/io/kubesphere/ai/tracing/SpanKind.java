package io.kubesphere.ai.tracing;

import java.util.Locale;

/** Which side of a call a span tells of. */
public enum SpanKind {
    INTERNAL,
    SERVER,
    CLIENT,
    PRODUCER,
    CONSUMER;

    /** In whatever case a server writes it; what it does not say is internal. */
    public static SpanKind named(String text) {
        var wanted = text.toUpperCase(Locale.ROOT).replace("SPAN_KIND_", "");
        for (var kind : values()) {
            if (kind.name().equals(wanted)) {
                return kind;
            }
        }
        return INTERNAL;
    }

    /** Whether it asks another service. */
    public boolean isOutgoing() {
        return this == CLIENT || this == PRODUCER;
    }
}

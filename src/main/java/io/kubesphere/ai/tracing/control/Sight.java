package io.kubesphere.ai.tracing.control;

import io.kubesphere.ai.tracing.engine.Span;
import java.util.Optional;
import java.util.Set;

/**
 * Whose spans a caller sees.
 *
 * @param projects absent means all there are, and those of nobody
 */
record Sight(Optional<Set<String>> projects) {

    boolean has(Span span) {
        return projects.map(
                        names -> span.origin().project().filter(names::contains).isPresent())
                .orElse(true);
    }
}

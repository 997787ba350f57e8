package io.kubesphere.ai.observability.engine.logstore;

import io.kubesphere.ai.observability.LineFilter;
import java.util.Optional;
import java.util.Set;

/**
 * Lines of some projects that a filter lets through.
 *
 * @param projects whose lines may be seen at all; empty means those of the whole cluster, an empty set none
 */
public record LineSelection(Optional<Set<String>> projects, LineFilter filter) {
    public LineSelection {
        projects = projects.map(Set::copyOf);
    }

    /** Whether there can be no line. */
    public boolean isEmpty() {
        return projects.filter(Set::isEmpty).isPresent();
    }

    /** Whether a line of this project may be seen; adapters check what they got, so that no mistake of a store's mapping shows more. */
    public boolean allows(String project) {
        return projects.map(names -> names.contains(project)).orElse(true);
    }
}

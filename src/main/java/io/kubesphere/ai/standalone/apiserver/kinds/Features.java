package io.kubesphere.ai.standalone.apiserver.kinds;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a kind offers beyond plain objects. {@code selectable} are field selectors by name with the dotted path they read,
 * besides metadata.name and metadata.namespace that every kind has.
 */
public record Features(
        boolean hasStatus, Optional<ScalePaths> scale, Map<String, String> selectable, List<PrinterColumn> columns) {

    static Features plain() {
        return new Features(false, Optional.empty(), Map.of(), List.of());
    }
}

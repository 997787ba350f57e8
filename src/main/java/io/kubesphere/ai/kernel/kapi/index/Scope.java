package io.kubesphere.ai.kernel.kapi.index;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which objects a caller may see at all: the union of its parts. What a query says narrows it further. */
public record Scope(List<Part> parts) {

    /**
     * Objects in these namespaces (absent: in all) whose declared fields have these values.
     */
    record Part(Optional<Set<String>> namespaces, Map<String, String> fields) {}

    public Scope {
        parts = List.copyOf(parts);
    }

    public static Scope everywhere() {
        return new Scope(List.of(new Part(Optional.empty(), Map.of())));
    }

    public static Scope namespace(String namespace) {
        return namespaces(Set.of(namespace));
    }

    public static Scope namespaces(Set<String> namespaces) {
        return new Scope(List.of(new Part(Optional.of(Set.copyOf(namespaces)), Map.of())));
    }

    /** Narrows every part to objects whose declared field has the value, e.g. {@code spec.sharing} Platform. */
    public Scope where(String field, String value) {
        return new Scope(
                parts.stream().map(part -> narrowed(part, field, value)).toList());
    }

    /** What either scope shows. */
    public Scope or(Scope other) {
        return new Scope(Stream.concat(parts.stream(), other.parts.stream()).toList());
    }

    private static Part narrowed(Part part, String field, String value) {
        var fields = Stream.concat(part.fields().entrySet().stream(), Stream.of(Map.entry(field, value)))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Part(part.namespaces(), fields);
    }
}

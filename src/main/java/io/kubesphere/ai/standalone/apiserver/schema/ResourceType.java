package io.kubesphere.ai.standalone.apiserver.schema;

import java.util.List;
import java.util.Set;

/** A whole object: its metadata merges as everywhere, the rest as the given type says. */
public record ResourceType(FieldType body) implements FieldType {

    private static final Set<String> TYPE_META = Set.of("apiVersion", "kind", "metadata");

    @Override
    public FieldType field(String name) {
        return name.equals("metadata") ? MetadataType.INSTANCE : body.field(name);
    }

    @Override
    public FieldType item() {
        return body.item();
    }

    @Override
    public ListKind listKind() {
        return ListKind.ATOMIC;
    }

    @Override
    public List<String> listKeys() {
        return List.of();
    }

    @Override
    public boolean isAtomicObject() {
        return false;
    }

    @Override
    public boolean knows(String name) {
        return TYPE_META.contains(name) || body.knows(name);
    }
}

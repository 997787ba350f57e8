package io.kubesphere.ai.standalone.apiserver.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** How metadata merges, the same for all kinds (meta/v1 ObjectMeta markers). */
public record MetadataType(ListKind listKind, List<String> listKeys) implements FieldType {

    public static final FieldType INSTANCE = new MetadataType(ListKind.ATOMIC, List.of());

    private static final Map<String, FieldType> LISTS = Map.of(
            "ownerReferences", new MetadataType(ListKind.MAP, List.of("uid")),
            "finalizers", new MetadataType(ListKind.SET, List.of()));

    /** The fields of ObjectMeta; anything else in metadata is unknown. */
    public static final Set<String> FIELDS = Set.of(
            "name",
            "generateName",
            "namespace",
            "selfLink",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "labels",
            "annotations",
            "ownerReferences",
            "finalizers",
            "managedFields");

    @Override
    public FieldType field(String name) {
        return LISTS.getOrDefault(name, INSTANCE);
    }

    @Override
    public FieldType item() {
        return INSTANCE;
    }

    @Override
    public boolean isAtomicObject() {
        // an owner reference is owned as a whole: OwnerReference has x-kubernetes-map-type: atomic
        return listKind == ListKind.MAP;
    }

    @Override
    public boolean knows(String name) {
        return true;
    }
}

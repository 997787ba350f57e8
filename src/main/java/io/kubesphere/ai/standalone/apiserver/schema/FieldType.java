package io.kubesphere.ai.standalone.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** How a field merges and who may own parts of it (structured-merge-diff's schema). Scalars are always atomic. */
public interface FieldType {

    /** How the items of a list are told apart. */
    enum ListKind {
        ATOMIC,
        SET,
        MAP
    }

    /** The type of a field of an object, or of a key of a map. */
    FieldType field(String name);

    /** The type of a list's items. */
    FieldType item();

    ListKind listKind();

    /** The fields that tell items apart; empty unless the list kind is MAP. */
    List<String> listKeys();

    /** Whether an object or map is replaced and owned as a whole. */
    boolean isAtomicObject();

    /** Whether an object may have this field at all. */
    boolean knows(String name);

    /** What a list key counts as when an item leaves it out. */
    default Optional<JsonNode> fieldDefault(String name) {
        return Optional.empty();
    }
}

package io.kubesphere.ai.standalone.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import java.util.List;

/** What one built-in kind does with its objects beyond the rules for all; each method may change {@code object}. */
interface KindStrategy {

    default void prepareForCreate(ObjectNode object) {}

    default void prepareForUpdate(ObjectNode object, ObjectNode old) {}

    default List<Cause> validate(ObjectNode object) {
        return List.of();
    }

    /** What an update of the object itself must not change. */
    default List<Cause> validateUpdate(ObjectNode object, ObjectNode old) {
        return List.of();
    }

    /** For kinds without demands of their own. */
    KindStrategy NONE = new KindStrategy() {};
}

package io.kubesphere.ai.standalone.apiserver.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import java.util.List;
import java.util.Optional;

/** What one kind demands of its objects. Built-in kinds demand little here; custom ones what their schema says. */
public interface ObjectRules {

    /** Drops unknown fields in place; the paths of what was dropped. */
    List<String> prune(ObjectNode object);

    void applyDefaults(ObjectNode object);

    /** @param old the state before an update, empty on create */
    List<Cause> validate(ObjectNode object, Optional<ObjectNode> old);

    /** The structural schema behind these rules. */
    Schema schema();

    /** How the whole object merges. */
    FieldType type();
}

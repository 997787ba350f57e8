package io.kubesphere.ai.standalone.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Fills in a schema's defaults, also inside values that a default has just made (structural defaulting). */
final class Defaulter {

    private Defaulter() {}

    static void apply(JsonNode value, Schema schema) {
        if (value instanceof ObjectNode object) {
            dropForbiddenNulls(object, schema);
            schema.properties().forEach((name, child) -> child.defaultValue()
                    .filter(absent -> !object.has(name))
                    .ifPresent(missing -> object.set(name, missing.deepCopy())));
            object.properties()
                    .forEach(entry -> schema.at(entry.getKey()).ifPresent(child -> apply(entry.getValue(), child)));
        }
        if (value.isArray()) {
            schema.items().ifPresent(item -> value.forEach(element -> apply(element, item)));
        }
    }

    /** A null where the schema does not allow one counts as left out. */
    private static void dropForbiddenNulls(ObjectNode object, Schema schema) {
        for (var entry : List.copyOf(object.properties())) {
            var forbidden = schema.at(entry.getKey()).filter(child -> !child.isNullable() && !child.keepsUnknown());
            if (entry.getValue().isNull() && forbidden.isPresent()) {
                object.remove(entry.getKey());
            }
        }
    }
}

package io.kubesphere.ai.standalone.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Drops what a structural schema does not declare and answers the paths of what it dropped. */
final class Pruner {

    private static final Set<String> OF_EVERY_RESOURCE = Set.of("apiVersion", "kind", "metadata");

    private final List<String> dropped = new ArrayList<>();

    private Pruner() {}

    static List<String> prune(ObjectNode object, Schema schema) {
        var pruner = new Pruner();
        pruner.resource(object, schema, "");
        return List.copyOf(pruner.dropped);
    }

    private void resource(ObjectNode object, Schema schema, String path) {
        if (object.get("metadata") instanceof ObjectNode metadata) {
            retain(metadata, MetadataType.FIELDS, FieldPath.field(path, "metadata"));
        }
        fields(object, schema, path, OF_EVERY_RESOURCE);
    }

    private void fields(ObjectNode object, Schema schema, String path, Set<String> always) {
        for (var entry : List.copyOf(object.properties())) {
            var name = entry.getKey();
            var child = schema.at(name);
            if (always.contains(name)) {
                continue;
            }
            if (child.isPresent()) {
                value(entry.getValue(), child.get(), FieldPath.field(path, name));
            } else if (!schema.keepsUnknown()) {
                drop(object, name, path);
            }
        }
    }

    private void value(JsonNode value, Schema schema, String path) {
        if (value instanceof ObjectNode object) {
            if (schema.isEmbeddedResource()) {
                resource(object, schema, path);
            } else {
                fields(object, schema, path, Set.of());
            }
        }
        if (value instanceof ArrayNode array && schema.items().isPresent()) {
            for (var i = 0; i < array.size(); i++) {
                value(array.get(i), schema.items().get(), FieldPath.item(path, i));
            }
        }
    }

    private void retain(ObjectNode object, Set<String> known, String path) {
        for (var entry : List.copyOf(object.properties())) {
            if (!known.contains(entry.getKey())) {
                drop(object, entry.getKey(), path);
            }
        }
    }

    private void drop(ObjectNode object, String name, String path) {
        object.remove(name);
        dropped.add(FieldPath.field(path, name));
    }
}

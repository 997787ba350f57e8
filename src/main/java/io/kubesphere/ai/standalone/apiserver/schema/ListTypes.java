package io.kubesphere.ai.standalone.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Refuses two equal items in a list that its schema calls a set or a map. */
final class ListTypes {

    private final List<Cause> duplicates = new ArrayList<>();

    private ListTypes() {}

    static List<Cause> validate(JsonNode value, Schema schema) {
        var check = new ListTypes();
        check.walk(value, schema, "");
        return List.copyOf(check.duplicates);
    }

    private void walk(JsonNode value, Schema schema, String path) {
        if (value.isObject()) {
            value.properties().forEach(entry -> schema.at(entry.getKey())
                    .ifPresent(child -> walk(entry.getValue(), child, FieldPath.field(path, entry.getKey()))));
        }
        if (value.isArray()) {
            items(value, schema, path);
        }
    }

    private void items(JsonNode array, Schema schema, String path) {
        var seen = new HashSet<JsonNode>();
        for (var i = 0; i < array.size(); i++) {
            var item = array.get(i);
            var at = FieldPath.item(path, i);
            var identity = identity(item, schema);
            if (schema.listKind() != FieldType.ListKind.ATOMIC && !seen.add(identity)) {
                duplicates.add(new Cause(Cause.Reason.DUPLICATE, "Duplicate value: " + identity, at));
            }
            schema.items().ifPresent(child -> walk(item, child, at));
        }
    }

    private static JsonNode identity(JsonNode item, Schema schema) {
        if (schema.listKind() != FieldType.ListKind.MAP) {
            return item;
        }
        var keys = Json.object();
        schema.listKeys().forEach(key -> keys.set(key, item.path(key)));
        return keys;
    }
}

package io.kubesphere.ai.standalone.apiserver.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.schema.FieldType;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.util.ArrayList;

/** Lays an applied configuration over a live value, and takes fields out again (structured-merge-diff). */
final class TypedMerge {

    private TypedMerge() {}

    static JsonNode merge(JsonNode live, JsonNode applied, FieldType type) {
        if (Fields.isGranularObject(live, type) && Fields.isGranularObject(applied, type)) {
            return objects((ObjectNode) live, applied, type);
        }
        if (Fields.isKeyedList(live, type) && Fields.isKeyedList(applied, type)) {
            return lists(live, applied, type);
        }
        return applied.deepCopy();
    }

    private static JsonNode objects(ObjectNode live, JsonNode applied, FieldType type) {
        var merged = live.deepCopy();
        applied.properties().forEach(entry -> {
            var name = entry.getKey();
            var under = merged.get(name);
            var value = under == null ? entry.getValue().deepCopy() : merge(under, entry.getValue(), type.field(name));
            merged.set(name, value);
        });
        return merged;
    }

    /** Items keep the applied order; live items that the configuration does not name keep their place between them. */
    private static JsonNode lists(JsonNode live, JsonNode applied, FieldType type) {
        var ours = Steps.items(applied, type);
        var theirs = Steps.items(live, type);
        var merged = Json.array();
        var waiting = new ArrayList<>(ours.keySet());
        for (var step : theirs.keySet()) {
            if (!ours.containsKey(step)) {
                merged.add(theirs.get(step).deepCopy());
                continue;
            }
            while (waiting.contains(step)) {
                var next = waiting.remove(0);
                merged.add(item(theirs.get(next), ours.get(next), type));
            }
        }
        waiting.forEach(step -> merged.add(item(theirs.get(step), ours.get(step), type)));
        return merged;
    }

    private static JsonNode item(JsonNode live, JsonNode applied, FieldType list) {
        return live == null ? applied.deepCopy() : merge(live, applied, list.item());
    }

    /**
     * Takes the members of {@code gone} out of the value unless {@code kept} holds something at or below them. Containers
     * that become empty go with them, and so do item fields that nobody owns, such as defaults.
     */
    static void remove(JsonNode value, FieldSet gone, FieldSet kept, FieldType type) {
        if (value instanceof ObjectNode object && Fields.isGranularObject(value, type)) {
            for (var step : gone.children().keySet()) {
                removeField(object, Steps.nameOf(step), gone.child(step), kept.child(step), type);
            }
        }
        if (value instanceof ArrayNode array && Fields.isKeyedList(value, type)) {
            removeItems(array, gone, kept, type);
        }
    }

    private static void removeField(ObjectNode object, String name, FieldSet gone, FieldSet kept, FieldType type) {
        var child = object.get(name);
        if (child == null) {
            return;
        }
        if (gone.member() && kept.isEmpty()) {
            object.remove(name);
            return;
        }
        remove(child, gone, kept, type.field(name));
        if (child.isContainerNode() && child.isEmpty() && kept.isEmpty()) {
            object.remove(name);
        }
    }

    private static void removeItems(ArrayNode array, FieldSet gone, FieldSet kept, FieldType type) {
        var remaining = new ArrayList<JsonNode>();
        for (var item : array) {
            var step = Steps.item(item, type);
            var set = gone.child(step);
            if (!set.member() || !kept.child(step).isEmpty()) {
                remove(item, withoutKeys(set, type), kept.child(step), type.item());
                remaining.add(item);
            }
        }
        array.removeAll().addAll(remaining);
    }

    private static FieldSet withoutKeys(FieldSet item, FieldType list) {
        var rest = item;
        for (var key : list.listKeys()) {
            rest = rest.without(Steps.field(key));
        }
        return rest;
    }
}

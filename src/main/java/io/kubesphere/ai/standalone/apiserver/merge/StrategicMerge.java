package io.kubesphere.ai.standalone.apiserver.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.schema.FieldType;
import io.kubesphere.ai.standalone.apiserver.schema.FieldType.ListKind;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Strategic merge patch: lists merge by key, and the directives {@code $patch}, {@code $retainKeys},
 * {@code $deleteFromPrimitiveList/x} and {@code $setElementOrder/x} (strategic-merge-patch.md of the API conventions).
 */
public final class StrategicMerge {

    private static final String DIRECTIVE = "$patch";
    private static final String RETAIN = "$retainKeys";
    private static final String DELETE_VALUES = "$deleteFromPrimitiveList/";
    private static final String ORDER = "$setElementOrder/";

    private StrategicMerge() {}

    public static ObjectNode apply(ObjectNode target, JsonNode patch, FieldType type) {
        return object(target, patch, type);
    }

    private static ObjectNode object(ObjectNode target, JsonNode patch, FieldType type) {
        if (patch.path(DIRECTIVE).asText("").equals("replace")) {
            return plain(patch);
        }
        var merged = target.deepCopy();
        retain(merged, patch.path(RETAIN));
        patch.properties().forEach(entry -> field(merged, entry.getKey(), entry.getValue(), type));
        patch.properties().forEach(entry -> {
            if (entry.getKey().startsWith(ORDER)) {
                var name = entry.getKey().substring(ORDER.length());
                reorder(merged.path(name), entry.getValue(), type.field(name));
            }
        });
        return merged;
    }

    private static void field(ObjectNode merged, String name, JsonNode value, FieldType type) {
        if (name.startsWith(DELETE_VALUES)) {
            deleteValues(merged.path(name.substring(DELETE_VALUES.length())), value);
        } else if (name.startsWith("$")) {
            return;
        } else if (value.isNull() || value.path(DIRECTIVE).asText("").equals("delete")) {
            merged.remove(name);
        } else {
            merged.set(name, value(merged.path(name), value, type.field(name)));
        }
    }

    private static JsonNode value(JsonNode target, JsonNode patch, FieldType type) {
        if (patch.isObject()) {
            return object(target instanceof ObjectNode object ? object : Json.object(), patch, type);
        }
        if (patch instanceof ArrayNode items && type.listKind() == ListKind.MAP) {
            return keyedList(target, items, type);
        }
        if (patch.isArray() && type.listKind() == ListKind.SET) {
            return valueList(target, patch);
        }
        return patch;
    }

    private static JsonNode valueList(JsonNode target, JsonNode patch) {
        var merged = Json.array();
        var seen = new HashSet<JsonNode>();
        target.forEach(item -> addNew(merged, seen, item));
        patch.forEach(item -> addNew(merged, seen, item));
        return merged;
    }

    private static void addNew(ArrayNode merged, Set<JsonNode> seen, JsonNode item) {
        if (seen.add(item)) {
            merged.add(item);
        }
    }

    /** The first list key is the patch merge key: containerPort, not containerPort and protocol. */
    private static JsonNode keyedList(JsonNode target, ArrayNode patch, FieldType type) {
        var key = type.listKeys().get(0);
        var merged = new ArrayList<JsonNode>();
        if (isReplaced(patch)) {
            patch.forEach(item -> {
                if (!item.has(DIRECTIVE)) {
                    merged.add(plain(item));
                }
            });
            return Json.array().addAll(merged);
        }
        target.forEach(merged::add);
        for (var item : patch) {
            var at = indexOf(merged, key, item.path(key));
            if (item.path(DIRECTIVE).asText("").equals("delete")) {
                merged.removeIf(old -> old.path(key).equals(item.path(key)));
            } else if (at < 0) {
                merged.add(object(Json.object(), item, type.item()));
            } else {
                merged.set(at, value(merged.get(at), item, type.item()));
            }
        }
        return Json.array().addAll(merged);
    }

    private static boolean isReplaced(ArrayNode patch) {
        for (var item : patch) {
            if (item.path(DIRECTIVE).asText("").equals("replace")) {
                return true;
            }
        }
        return false;
    }

    private static int indexOf(List<JsonNode> items, String key, JsonNode value) {
        for (var i = 0; i < items.size(); i++) {
            if (items.get(i).path(key).equals(value)) {
                return i;
            }
        }
        return -1;
    }

    private static void retain(ObjectNode object, JsonNode keys) {
        if (keys.isArray()) {
            object.retain(Json.texts(keys));
        }
    }

    private static void deleteValues(JsonNode list, JsonNode values) {
        if (list instanceof ArrayNode array) {
            var gone = new HashSet<JsonNode>();
            values.forEach(gone::add);
            var kept = new ArrayList<JsonNode>();
            array.forEach(item -> {
                if (!gone.contains(item)) {
                    kept.add(item);
                }
            });
            array.removeAll().addAll(kept);
        }
    }

    /** Named items take the given order; the others keep their place at the front, in their own order. */
    private static void reorder(JsonNode list, JsonNode order, FieldType type) {
        if (!(list instanceof ArrayNode array)) {
            return;
        }
        var rest = new ArrayList<JsonNode>();
        array.forEach(rest::add);
        var sorted = new ArrayList<JsonNode>();
        for (var wanted : order) {
            rest.stream().filter(item -> isSame(item, wanted, type)).findFirst().ifPresent(item -> {
                sorted.add(item);
                rest.remove(item);
            });
        }
        array.removeAll().addAll(rest).addAll(sorted);
    }

    private static boolean isSame(JsonNode item, JsonNode wanted, FieldType type) {
        if (!wanted.isObject()) {
            return item.equals(wanted);
        }
        var key = type.listKeys().isEmpty() ? "name" : type.listKeys().get(0);
        return item.path(key).equals(wanted.path(key));
    }

    private static ObjectNode plain(JsonNode patch) {
        var copy = ((ObjectNode) patch).deepCopy();
        copy.remove(List.of(DIRECTIVE, RETAIN));
        return copy;
    }
}

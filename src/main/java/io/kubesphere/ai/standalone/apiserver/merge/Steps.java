package io.kubesphere.ai.standalone.apiserver.merge;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.standalone.apiserver.schema.FieldType;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Single steps of field paths in fieldsV1 notation. */
final class Steps {

    private Steps() {}

    static String field(String name) {
        return "f:" + name;
    }

    static String nameOf(String step) {
        return step.substring(2);
    }

    static boolean isField(String step) {
        return step.startsWith("f:");
    }

    /** The step to an item of a set or keyed list; a key that an item leaves out counts as its default. */
    static String item(JsonNode item, FieldType list) {
        if (list.listKind() == FieldType.ListKind.SET) {
            return "v:" + text(item);
        }
        var keys = Json.object();
        for (var key : new TreeSet<>(list.listKeys())) {
            var value = item.get(key);
            var known = value != null ? value : list.item().fieldDefault(key).orElse(null);
            if (known != null) {
                keys.set(key, known);
            }
        }
        return "k:" + text(keys);
    }

    /** The items of a set or keyed list by their steps, in order; of equal items the last one stays. */
    static Map<String, JsonNode> items(JsonNode array, FieldType list) {
        var items = new LinkedHashMap<String, JsonNode>();
        array.forEach(item -> items.put(item(item, list), item));
        return items;
    }

    static String printed(String step) {
        if (isField(step)) {
            return "." + nameOf(step);
        }
        if (step.startsWith("k:")) {
            var keys = Json.trusted(nameOf(step).getBytes(StandardCharsets.UTF_8));
            return keys.properties().stream()
                    .map(key -> key.getKey() + "=" + key.getValue())
                    .collect(Collectors.joining(",", "[", "]"));
        }
        return "[=" + nameOf(step) + "]";
    }

    private static String text(JsonNode value) {
        return new String(Json.bytes(value), StandardCharsets.UTF_8);
    }
}

package io.kubesphere.ai.standalone.apiserver.merge;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.standalone.apiserver.schema.FieldType;
import io.kubesphere.ai.standalone.apiserver.schema.FieldType.ListKind;
import java.util.TreeMap;

/** Which fields a value sets, and which differ between two values. */
final class Fields {

    private Fields() {}

    /** Fields of {@code now} that are new or differ, and fields of {@code before} that are gone. */
    record Difference(FieldSet changed, FieldSet removed) {

        static final Difference NONE = new Difference(FieldSet.EMPTY, FieldSet.EMPTY);
    }

    /** All fields that a value sets; an atomic or empty one is a field itself. */
    static FieldSet of(JsonNode value, FieldType type) {
        var children = new TreeMap<String, FieldSet>();
        if (isGranularObject(value, type)) {
            value.properties()
                    .forEach(e -> children.put(Steps.field(e.getKey()), of(e.getValue(), type.field(e.getKey()))));
        } else if (isKeyedList(value, type)) {
            Steps.items(value, type).forEach((step, item) -> children.put(step, item(item, type)));
        }
        return children.isEmpty() ? FieldSet.LEAF : FieldSet.of(false, children);
    }

    private static FieldSet item(JsonNode item, FieldType list) {
        return list.listKind() == ListKind.SET
                ? FieldSet.LEAF
                : of(item, list.item()).asMember();
    }

    static boolean isGranularObject(JsonNode value, FieldType type) {
        return value.isObject() && !type.isAtomicObject();
    }

    static boolean isKeyedList(JsonNode value, FieldType type) {
        return value.isArray() && type.listKind() != ListKind.ATOMIC;
    }

    static Difference between(JsonNode before, JsonNode now, FieldType type) {
        if (before.equals(now)) {
            return Difference.NONE;
        }
        if (isGranularObject(before, type) && isGranularObject(now, type)) {
            return objects(before, now, type);
        }
        if (isKeyedList(before, type) && isKeyedList(now, type)) {
            return lists(before, now, type);
        }
        var set = of(now, type);
        return new Difference(set, of(before, type).minus(set));
    }

    private static Difference objects(JsonNode before, JsonNode now, FieldType type) {
        var changed = new TreeMap<String, FieldSet>();
        var removed = new TreeMap<String, FieldSet>();
        now.properties().forEach(entry -> {
            var step = Steps.field(entry.getKey());
            var fieldType = type.field(entry.getKey());
            if (before.has(entry.getKey())) {
                var inside = between(before.get(entry.getKey()), entry.getValue(), fieldType);
                changed.put(step, inside.changed());
                removed.put(step, inside.removed());
            } else {
                changed.put(step, of(entry.getValue(), fieldType));
            }
        });
        before.properties().stream()
                .filter(entry -> !now.has(entry.getKey()))
                .forEach(e -> removed.put(Steps.field(e.getKey()), of(e.getValue(), type.field(e.getKey()))));
        return new Difference(FieldSet.of(false, changed), FieldSet.of(false, removed));
    }

    private static Difference lists(JsonNode before, JsonNode now, FieldType type) {
        var changed = new TreeMap<String, FieldSet>();
        var removed = new TreeMap<String, FieldSet>();
        var old = Steps.items(before, type);
        var current = Steps.items(now, type);
        current.forEach((step, item) -> {
            if (!old.containsKey(step)) {
                changed.put(step, item(item, type));
            } else if (type.listKind() == ListKind.MAP) {
                var inside = between(old.get(step), item, type.item());
                changed.put(step, inside.changed());
                removed.put(step, inside.removed());
            }
        });
        old.forEach((step, item) -> {
            if (!current.containsKey(step)) {
                removed.put(step, item(item, type));
            }
        });
        return new Difference(FieldSet.of(false, changed), FieldSet.of(false, removed));
    }
}

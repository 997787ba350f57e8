package io.kubesphere.ai.standalone.apiserver.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code metadata.managedFields} read into sets, changed, and written back; entries that own nothing vanish. */
final class ManagedFields {

    private final Map<FieldOwner, Entry> entries = new LinkedHashMap<>();

    private record Entry(FieldSet fields, String time) {}

    static ManagedFields of(ObjectNode object) {
        var managed = new ManagedFields();
        for (var entry : object.path("metadata").path("managedFields")) {
            var fields = FieldSet.fromJson(entry.path("fieldsV1"));
            managed.entries.put(
                    FieldOwner.of(entry), new Entry(fields, entry.path("time").asText("")));
        }
        return managed;
    }

    FieldSet of(FieldOwner manager) {
        return entries.getOrDefault(manager, new Entry(FieldSet.EMPTY, "")).fields();
    }

    FieldSet ofOthersThan(FieldOwner manager) {
        var union = FieldSet.EMPTY;
        for (var entry : entries.entrySet()) {
            if (!entry.getKey().equals(manager)) {
                union = union.union(entry.getValue().fields());
            }
        }
        return union;
    }

    /** What the others own of a set, by manager. */
    Map<FieldOwner, FieldSet> ownersOf(FieldSet fields, FieldOwner except) {
        var owners = new LinkedHashMap<FieldOwner, FieldSet>();
        entries.forEach((manager, entry) -> {
            var common = entry.fields().intersection(fields);
            if (!manager.equals(except) && !common.isEmpty()) {
                owners.put(manager, common);
            }
        });
        return owners;
    }

    void set(FieldOwner manager, FieldSet fields, String now) {
        var before = entries.get(manager);
        if (before == null || !before.fields().equals(fields)) {
            entries.put(manager, new Entry(fields, now));
        }
    }

    /** Takes fields away from everybody but one manager. */
    void takeFromOthers(FieldSet fields, FieldOwner except) {
        entries.replaceAll((manager, entry) ->
                manager.equals(except) ? entry : new Entry(entry.fields().minus(fields), entry.time()));
    }

    void writeTo(ObjectNode object) {
        var array = Json.array();
        entries.forEach((manager, entry) -> {
            if (!entry.fields().isEmpty()) {
                array.add(json(manager, entry));
            }
        });
        var metadata = Meta.of(object).node();
        metadata.remove("managedFields");
        if (!array.isEmpty()) {
            metadata.set("managedFields", array);
        }
    }

    private static JsonNode json(FieldOwner manager, Entry entry) {
        var json = Json.object();
        json.put("apiVersion", manager.apiVersion()).put("fieldsType", "FieldsV1");
        json.set("fieldsV1", entry.fields().toJson());
        json.put("manager", manager.name()).put("operation", manager.operation().wire());
        if (!manager.subresource().isEmpty()) {
            json.put("subresource", manager.subresource());
        }
        return json.put("time", entry.time());
    }
}

package io.kubesphere.ai.standalone.apiserver.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.schema.CustomRules;
import io.kubesphere.ai.standalone.apiserver.schema.ObjectRules;
import io.kubesphere.ai.standalone.apiserver.wire.GroupResource;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** One served resource in one version. */
public record ApiResource(
        GroupResource id, String version, boolean namespaced, KindNames names, Features features, ObjectRules rules) {

    public String group() {
        return id.group();
    }

    public String plural() {
        return id.resource();
    }

    public String kind() {
        return names.kind();
    }

    public String apiVersion() {
        return id.group().isEmpty() ? version : id.group() + "/" + version;
    }

    public boolean isBuiltIn(String group, String plural) {
        return id.equals(new GroupResource(group, plural));
    }

    public boolean isCustom() {
        return rules instanceof CustomRules;
    }

    /** What a field selector may name for this kind. */
    public Set<String> selectableFields() {
        var offered = new HashSet<>(features.selectable().keySet());
        offered.add("metadata.name");
        offered.add("metadata.namespace");
        return offered;
    }

    /** The selectable fields of one object. */
    public Map<String, String> fieldsOf(ObjectNode object) {
        var fields = new HashMap<String, String>();
        var meta = Meta.of(object);
        fields.put("metadata.name", meta.name());
        fields.put("metadata.namespace", meta.namespace());
        features.selectable().forEach((name, path) -> {
            var value = at(object, path);
            if (value.isValueNode() && !value.isNull()) {
                fields.put(name, value.asText());
            }
        });
        return fields;
    }

    private static JsonNode at(JsonNode object, String dotted) {
        var node = object;
        for (var field : dotted.split("\\.")) {
            node = node.path(field);
        }
        return node;
    }
}

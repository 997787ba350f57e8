package io.kubesphere.ai.standalone.apiserver.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.util.ArrayList;
import java.util.List;

/** The rules that make an OpenAPI schema structural, as far as generated CRDs can break them. */
final class StructuralCheck {

    private static final String ROOT = "spec.validation.openAPIV3Schema";

    private final List<Cause> causes = new ArrayList<>();

    private StructuralCheck() {}

    static List<Cause> of(JsonNode schema) {
        var check = new StructuralCheck();
        if (!Json.text(schema, "type").equals("object")) {
            check.causes.add(Cause.invalid(ROOT + ".type", Json.text(schema, "type"), "must be object at the root"));
        }
        check.node(schema, ROOT);
        return check.causes;
    }

    private void node(JsonNode schema, String path) {
        var needsType = !schema.path("x-kubernetes-int-or-string").asBoolean()
                && !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        if (needsType && Json.text(schema, "type").isEmpty()) {
            causes.add(Cause.required(path + ".type", "must not be empty for specified object fields"));
        }
        if (schema.has("properties") && schema.has("additionalProperties")) {
            causes.add(Cause.forbidden(
                    path + ".additionalProperties", "additionalProperties and properties are mutual exclusive"));
        }
        if (Json.text(schema, "type").equals("array")) {
            list(schema, path);
        }
        schema.path("properties")
                .properties()
                .forEach(e -> node(e.getValue(), path + ".properties[" + e.getKey() + "]"));
        if (schema.path("additionalProperties").isObject()) {
            node(schema.path("additionalProperties"), path + ".additionalProperties");
        }
    }

    private void list(JsonNode schema, String path) {
        if (!schema.path("items").isObject()) {
            causes.add(Cause.required(path + ".items", "must be specified"));
            return;
        }
        var keys = Json.texts(schema.path("x-kubernetes-list-map-keys"));
        var isMap = Json.text(schema, "x-kubernetes-list-type").equals("map");
        if (isMap && keys.isEmpty()) {
            causes.add(Cause.required(
                    path + ".x-kubernetes-list-map-keys", "must not be empty if x-kubernetes-list-type is map"));
        }
        var items = schema.path("items");
        for (var key : keys) {
            var required = Json.texts(items.path("required")).contains(key);
            var hasDefault = Json.at(items, "properties", key).has("default");
            if (!required && !hasDefault) {
                causes.add(Cause.required(
                        path + ".items.properties[" + key + "].default",
                        "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required"
                                + " property"));
            }
        }
        node(items, path + ".items");
    }
}

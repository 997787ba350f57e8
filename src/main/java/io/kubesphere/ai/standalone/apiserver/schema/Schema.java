package io.kubesphere.ai.standalone.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One node of a CRD's structural schema, with its children parsed and the rest read from the source on demand. */
public final class Schema implements FieldType {

    private static final Schema OPEN = new Schema(Json.object().put("x-kubernetes-preserve-unknown-fields", true));

    private final JsonNode source;
    private final Map<String, Schema> properties = new LinkedHashMap<>();
    private final Optional<Schema> additional;
    private final Optional<Schema> items;

    private Schema(JsonNode source) {
        this.source = source;
        source.path("properties").properties().forEach(e -> properties.put(e.getKey(), new Schema(e.getValue())));
        this.additional = child("additionalProperties");
        this.items = child("items");
    }

    public static Schema of(JsonNode openApiV3Schema) {
        return new Schema(openApiV3Schema);
    }

    private Optional<Schema> child(String field) {
        return Optional.of(source.path(field)).filter(JsonNode::isObject).map(Schema::new);
    }

    public JsonNode source() {
        return source;
    }

    public String type() {
        return source.path("type").asText("");
    }

    public String format() {
        return source.path("format").asText("");
    }

    public Map<String, Schema> properties() {
        return Map.copyOf(properties);
    }

    public Optional<Schema> property(String name) {
        return Optional.ofNullable(properties.get(name));
    }

    public Optional<Schema> additional() {
        return additional;
    }

    public Optional<Schema> items() {
        return items;
    }

    public boolean isNullable() {
        return source.path("nullable").asBoolean();
    }

    public boolean keepsUnknown() {
        return source.path("x-kubernetes-preserve-unknown-fields").asBoolean();
    }

    public boolean isIntOrString() {
        return source.path("x-kubernetes-int-or-string").asBoolean();
    }

    public boolean isEmbeddedResource() {
        return source.path("x-kubernetes-embedded-resource").asBoolean();
    }

    public Optional<JsonNode> defaultValue() {
        return Optional.ofNullable(source.get("default"));
    }

    public JsonNode rules() {
        return source.path("x-kubernetes-validations");
    }

    /** The schema of one property or map key, if the schema says anything about it. */
    public Optional<Schema> at(String key) {
        return property(key).or(() -> additional);
    }

    @Override
    public FieldType field(String name) {
        return at(name).orElse(OPEN);
    }

    @Override
    public FieldType item() {
        return items.orElse(OPEN);
    }

    @Override
    public ListKind listKind() {
        return switch (source.path("x-kubernetes-list-type").asText("")) {
            case "set" -> ListKind.SET;
            case "map" -> ListKind.MAP;
            default -> ListKind.ATOMIC;
        };
    }

    @Override
    public List<String> listKeys() {
        return Json.texts(source.path("x-kubernetes-list-map-keys"));
    }

    @Override
    public boolean isAtomicObject() {
        return source.path("x-kubernetes-map-type").asText("").equals("atomic");
    }

    @Override
    public boolean knows(String name) {
        return keepsUnknown() || at(name).isPresent() || isEmbeddedResource();
    }

    @Override
    public Optional<JsonNode> fieldDefault(String name) {
        return property(name).flatMap(Schema::defaultValue);
    }
}

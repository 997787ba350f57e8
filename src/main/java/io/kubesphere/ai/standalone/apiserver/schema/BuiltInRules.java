package io.kubesphere.ai.standalone.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.util.List;
import java.util.Optional;

/**
 * Built-in kinds: their fields and types are known, and a value of the wrong type cannot be read at all (400, as from a
 * real server's decoder). Single kinds' defaults and demands are the registry's.
 */
public final class BuiltInRules implements ObjectRules {

    private final Supplier<Schema> schema;

    private BuiltInRules(Supplier<Schema> schema) {
        this.schema = schema;
    }

    /** @param model the client library's class of the kind */
    public static BuiltInRules of(Class<?> model) {
        return new BuiltInRules(Suppliers.memoize(() -> ModelSchema.of(model)));
    }

    @Override
    public Schema schema() {
        return schema.get();
    }

    @Override
    public List<String> prune(ObjectNode object) {
        var unknown = Pruner.prune(object, schema());
        Defaulter.apply(object, schema());
        refuseWrongTypes(object, schema(), Json.text(object, "kind"));
        return unknown;
    }

    private static void refuseWrongTypes(JsonNode value, Schema schema, String path) {
        if (!schema.type().isEmpty() && !fits(value, schema.type())) {
            throw ApiError.badRequest("the object cannot be read: json: cannot unmarshal " + FieldPath.typeName(value)
                    + " into Go struct field " + path + " of type " + schema.type());
        }
        if (value.isObject()) {
            value.properties().forEach(entry -> schema.at(entry.getKey())
                    .ifPresent(child -> refuseWrongTypes(entry.getValue(), child, path + "." + entry.getKey())));
        }
        if (value.isArray() && schema.items().isPresent()) {
            value.forEach(item -> refuseWrongTypes(item, schema.items().get(), path));
        }
    }

    private static boolean fits(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> true;
        };
    }

    @Override
    public void applyDefaults(ObjectNode object) {}

    @Override
    public List<Cause> validate(ObjectNode object, Optional<ObjectNode> old) {
        return List.of();
    }

    @Override
    public FieldType type() {
        return BuiltInType.ROOT;
    }
}

package io.kubesphere.ai.standalone.apiserver.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Set;

/**
 * The structural schema of a built-in kind, read off the classes of the Kubernetes client library, so that this server
 * knows the fields of built-in kinds without a copy of their OpenAPI document. Types that refer to themselves are left
 * open below the second occurrence.
 */
final class ModelSchema {

    private static final Set<Class<?>> INTEGERS =
            Set.of(Integer.class, int.class, Long.class, long.class, Short.class, Byte.class);
    private static final Set<Class<?>> NUMBERS = Set.of(Double.class, double.class, Float.class, float.class);
    private static final String MODEL_PACKAGE = "io.fabric8.kubernetes.api.model";

    private final Deque<Class<?>> open = new ArrayDeque<>();

    private ModelSchema() {}

    static Schema of(Class<?> model) {
        var schema = (ObjectNode) new ModelSchema().ofClass(model);
        // metadata has rules of its own, the same for all kinds
        Json.child(schema, "properties")
                .putObject("metadata")
                .put("type", "object")
                .put(KEEP, true);
        return Schema.of(schema);
    }

    private static final String KEEP = "x-kubernetes-preserve-unknown-fields";

    private JsonNode of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return ofGeneric(generic);
        }
        return type instanceof Class<?> plain ? ofClass(plain) : anything();
    }

    private JsonNode ofGeneric(ParameterizedType type) {
        var raw = (Class<?>) type.getRawType();
        var arguments = type.getActualTypeArguments();
        if (Collection.class.isAssignableFrom(raw)) {
            var list = Json.object().put("type", "array");
            list.set("items", of(arguments[0]));
            return list;
        }
        if (Map.class.isAssignableFrom(raw)) {
            var map = Json.object().put("type", "object");
            map.set("additionalProperties", of(arguments[1]));
            return map;
        }
        return anything();
    }

    private JsonNode ofClass(Class<?> type) {
        if (type == String.class || type.isEnum() || type.getSimpleName().equals("MicroTime")) {
            return Json.object().put("type", "string");
        }
        if (INTEGERS.contains(type)) {
            return Json.object().put("type", "integer");
        }
        if (NUMBERS.contains(type)) {
            return Json.object().put("type", "number");
        }
        if (type == Boolean.class || type == boolean.class) {
            return Json.object().put("type", "boolean");
        }
        if (type == IntOrString.class || type == Quantity.class) {
            return Json.object().put("x-kubernetes-int-or-string", true);
        }
        return type.getName().startsWith(MODEL_PACKAGE) && !type.isInterface() ? ofModel(type) : anything();
    }

    private JsonNode ofModel(Class<?> type) {
        var properties = Json.object();
        if (open.contains(type)) {
            return anything();
        }
        open.push(type);
        for (var level = type; level != null && level != Object.class; level = level.getSuperclass()) {
            for (var field : level.getDeclaredFields()) {
                addProperty(field, properties);
            }
        }
        open.pop();
        if (properties.isEmpty()) {
            // an open struct of the library (RawExtension), or one without fields (an emptyDir)
            return anything();
        }
        var schema = Json.object().put("type", "object");
        schema.set("properties", properties);
        return schema;
    }

    private void addProperty(Field field, ObjectNode properties) {
        var named = field.getAnnotation(JsonProperty.class);
        if (named != null && !Modifier.isStatic(field.getModifiers())) {
            properties.set(named.value().isEmpty() ? field.getName() : named.value(), of(field.getGenericType()));
        }
    }

    private static ObjectNode anything() {
        return Json.object().put(KEEP, true);
    }
}

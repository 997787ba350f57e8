package io.kubesphere.ai.standalone.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** Field paths as error causes print them: {@code spec.containers[0].name}. */
final class FieldPath {

    private FieldPath() {}

    static String field(String parent, String name) {
        return parent.isEmpty() ? name : parent + "." + name;
    }

    static String item(String parent, int index) {
        return parent + "[" + index + "]";
    }

    /** How the real server shows a value in a message: scalars as they are, the rest by type. */
    static Object shown(JsonNode value) {
        if (value.isTextual()) {
            return value.asText();
        }
        return value.isContainerNode() ? typeName(value) : value;
    }

    static String typeName(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "object";
            case ARRAY -> "array";
            case STRING, BINARY -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case NULL, MISSING -> "null";
        };
    }
}

package io.kubesphere.ai.standalone.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.oas.OpenApi30;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.util.List;
import java.util.Set;

/** Checks values against a structural schema by a JSON schema library and words its findings as Kubernetes does. */
final class SchemaValidator {

    private static final Set<String> FORMATS_CHECKED =
            Set.of("date-time", "date", "email", "hostname", "ipv4", "ipv6", "uri", "uuid");

    private final JsonSchema compiled;

    SchemaValidator(Schema schema) {
        var factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V4, builder -> builder.metaSchema(OpenApi30.getInstance())
                        .defaultMetaSchemaIri(OpenApi30.getInstance().getIri()));
        var config = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .formatAssertionsEnabled(true)
                .build();
        this.compiled = factory.getSchema(plain(schema.source()), config);
    }

    List<Cause> validate(JsonNode object) {
        return compiled.validate(object).stream()
                .map(message -> SchemaFinding.cause(message, object))
                .distinct()
                .toList();
    }

    /** The schema without Kubernetes' extensions, which the library would not understand. */
    private static JsonNode plain(JsonNode schema) {
        if (schema instanceof ArrayNode array) {
            var copy = Json.array();
            array.forEach(item -> copy.add(plain(item)));
            return copy;
        }
        if (!schema.isObject()) {
            return schema;
        }
        var copy = Json.object();
        schema.properties().forEach(entry -> copyKeyword(copy, entry.getKey(), entry.getValue()));
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            copy.remove("type");
            copy.withArray("/anyOf").removeAll().add(type("integer")).add(type("string"));
        }
        return copy;
    }

    private static ObjectNode type(String name) {
        return Json.object().put("type", name);
    }

    private static void copyKeyword(ObjectNode copy, String keyword, JsonNode value) {
        switch (keyword) {
            case "description", "default", "example", "externalDocs", "title" -> {}
            case "properties" -> {
                var properties = copy.putObject("properties");
                value.properties().forEach(e -> properties.set(e.getKey(), plain(e.getValue())));
            }
            case "enum" -> copy.set("enum", value);
            case "format" -> {
                if (FORMATS_CHECKED.contains(value.asText())) {
                    copy.set("format", value);
                }
            }
            default -> {
                if (!keyword.startsWith("x-kubernetes-")) {
                    copy.set(keyword, plain(value));
                }
            }
        }
    }
}

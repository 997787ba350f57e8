package io.kubesphere.ai.kernel.kapi.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.quarkus.runtime.util.ClassPathUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** The schemas of our custom resources for the OpenAPI document: those that the API server enforces, from the CRDs. */
final class ResourceSchemas {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String DEFINITIONS = "crds";

    private ResourceSchemas() {}

    /** Schemas by name: each kind, a page of it, and what all have in common. */
    static Map<String, Schema> all() {
        var schemas = new LinkedHashMap<String, Schema>();
        schemas.put("ObjectMeta", metadata());
        schemas.put("Patch", patch());
        for (var definition : definitions()) {
            var kind = definition.at("/spec/names/kind").asText();
            schemas.put(kind, resource(definition, kind));
            schemas.put(kind + "Page", page(kind));
        }
        return schemas;
    }

    private static Schema resource(JsonNode definition, String kind) {
        var properties = definition.at("/spec/versions/0/schema/openAPIV3Schema/properties");
        var version = definition.at("/spec/group").asText() + "/"
                + definition.at("/spec/versions/0/name").asText();
        return object("A " + kind + ", as kubectl takes it too.")
                .addProperty("apiVersion", text().addExample(version))
                .addProperty("kind", text().addExample(kind))
                .addProperty("metadata", OASFactory.createSchema().ref("#/components/schemas/ObjectMeta"))
                .addProperty("spec", schema(properties.path("spec")))
                .addProperty("status", schema(properties.path("status")).readOnly(true))
                .addRequired("spec");
    }

    private static Schema page(String kind) {
        var items = array(OASFactory.createSchema().ref("#/components/schemas/" + kind));
        return object("One page of a list.")
                .addProperty("items", items)
                .addProperty(
                        "totalItems",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.INTEGER)
                                .description("Matches on all pages together."));
    }

    private static Schema metadata() {
        return object("Kubernetes' ObjectMeta; the usual fields.")
                .addProperty("name", text().description("RFC 1123 label."))
                .addProperty("namespace", text().description("The project; absent means that of the path."))
                .addProperty("labels", texts())
                .addProperty("annotations", texts())
                .addProperty("uid", text().readOnly(true))
                .addProperty("resourceVersion", text())
                .addProperty("creationTimestamp", text().readOnly(true));
    }

    private static Schema patch() {
        return OASFactory.createSchema()
                .description("A merge patch (RFC 7386: an object) or a JSON patch (RFC 6902: an array of operations).");
    }

    static Schema schema(JsonNode source) {
        var schema = OASFactory.createSchema();
        type(source, schema);
        schema.description(textOrNull(source, "description"));
        schema.pattern(textOrNull(source, "pattern"));
        limits(source, schema);
        if (source.has("default")) {
            schema.defaultValue(plain(source.get("default")));
        }
        source.path("enum").forEach(value -> schema.addEnumeration(value.asText()));
        source.path("required").forEach(name -> schema.addRequired(name.asText()));
        source.path("properties")
                .properties()
                .forEach(property -> schema.addProperty(property.getKey(), schema(property.getValue())));
        if (source.has("items")) {
            schema.items(schema(source.get("items")));
        }
        if (source.path("additionalProperties").isObject()) {
            schema.additionalPropertiesSchema(schema(source.get("additionalProperties")));
        }
        return schema;
    }

    private static void type(JsonNode source, Schema schema) {
        if (source.path("x-kubernetes-int-or-string").asBoolean()) {
            schema.type(List.of(Schema.SchemaType.STRING, Schema.SchemaType.INTEGER));
        } else if (source.has("type")) {
            schema.type(List.of(
                    Schema.SchemaType.valueOf(source.get("type").asText().toUpperCase(Locale.ROOT))));
        }
    }

    private static void limits(JsonNode source, Schema schema) {
        schema.minimum(decimal(source, "minimum"));
        schema.maximum(decimal(source, "maximum"));
        schema.minLength(integer(source, "minLength"));
        schema.maxLength(integer(source, "maxLength"));
        schema.minItems(integer(source, "minItems"));
        schema.maxItems(integer(source, "maxItems"));
        schema.maxProperties(integer(source, "maxProperties"));
    }

    private static List<JsonNode> definitions() {
        var found = new ArrayList<JsonNode>();
        try {
            ClassPathUtils.consumeAsPaths(DEFINITIONS, directory -> found.addAll(read(directory)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return found;
    }

    private static List<JsonNode> read(Path directory) {
        try (var files = Files.list(directory)) {
            var trees = new ArrayList<JsonNode>();
            for (var file : files.sorted().toList()) {
                trees.add(YAML.readTree(Files.readString(file)));
            }
            return trees;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Schema object(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT).description(description);
    }

    private static Schema array(Schema items) {
        return OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(items);
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }

    private static Schema texts() {
        return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT).additionalPropertiesSchema(text());
    }

    private static String textOrNull(JsonNode source, String field) {
        return source.has(field) ? source.get(field).asText() : null;
    }

    private static Integer integer(JsonNode source, String field) {
        return source.has(field) ? source.get(field).asInt() : null;
    }

    private static BigDecimal decimal(JsonNode source, String field) {
        return source.has(field) ? source.get(field).decimalValue() : null;
    }

    private static Object plain(JsonNode value) {
        return value.isBoolean() ? (Object) value.asBoolean() : value.isNumber() ? value.numberValue() : value.asText();
    }
}

package io.kubesphere.ai.standalone.apiserver.schema;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The CEL types of a schema's values, so that a rule naming an undeclared field or comparing a number with a string is
 * refused when the CRD is created, as a real API server does.
 */
final class CelTypes {

    private final Map<String, CelType> structs = new HashMap<>();

    /** What the compiler looks names of types up in. */
    record Provider(ImmutableMap<String, CelType> structs) implements CelTypeProvider {
        @Override
        public ImmutableCollection<CelType> types() {
            return structs.values();
        }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.ofNullable(structs.get(name));
        }
    }

    /** All types met so far. */
    Provider provider() {
        return new Provider(ImmutableMap.copyOf(structs));
    }

    CelType root(Schema schema) {
        return struct(schema, "object", true);
    }

    CelType of(Schema schema, String name) {
        if (schema.isIntOrString()) {
            return SimpleType.DYN;
        }
        return switch (schema.type()) {
            case "object" -> object(schema, name);
            case "array" ->
                ListType.create(
                        schema.items().map(item -> of(item, name + ".item")).orElse(SimpleType.DYN));
            case "string" -> string(schema);
            case "integer" -> SimpleType.INT;
            case "number" -> SimpleType.DOUBLE;
            case "boolean" -> SimpleType.BOOL;
            default -> SimpleType.DYN;
        };
    }

    private CelType object(Schema schema, String name) {
        if (schema.additional().isPresent()) {
            return MapType.create(SimpleType.STRING, of(schema.additional().get(), name + ".value"));
        }
        if (schema.properties().isEmpty() && schema.keepsUnknown() && !schema.isEmbeddedResource()) {
            return SimpleType.DYN;
        }
        return struct(schema, name, schema.isEmbeddedResource());
    }

    private static CelType string(Schema schema) {
        return switch (schema.format()) {
            case "date-time", "date" -> SimpleType.TIMESTAMP;
            case "duration" -> SimpleType.DURATION;
            case "byte" -> SimpleType.BYTES;
            default -> SimpleType.STRING;
        };
    }

    private CelType struct(Schema schema, String name, boolean resource) {
        var fields = new LinkedHashMap<String, CelType>();
        schema.properties()
                .forEach((field, child) -> fields.put(CelNames.escape(field), of(child, name + "." + field)));
        if (resource) {
            fields.put("apiVersion", SimpleType.STRING);
            fields.put("kind", SimpleType.STRING);
            fields.put("metadata", register(name + ".metadata", metadata()));
        }
        return register(name, fields);
    }

    /** A rule sees of metadata only the names (CRD validation rules, "self" at the root). */
    private static Map<String, CelType> metadata() {
        return Map.of("name", SimpleType.STRING, "generateName", SimpleType.STRING);
    }

    private CelType register(String name, Map<String, CelType> fields) {
        var known = ImmutableMap.copyOf(fields);
        var type = StructType.create(name, known.keySet(), field -> Optional.ofNullable(known.get(field)));
        structs.put(name, type);
        return type;
    }
}

package io.kubesphere.ai.arch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDInfo;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Generates the definitions of our kinds from their classes, and adds what the generator cannot say. */
final class CustomResourceDefinitions {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build());
    private static final String HEADER = "# Generated from the Java classes; see CustomResourceDefinitionsTest.\n";

    /** A quantity has few characters; without a bound CEL's cost estimate takes megabytes. */
    private static final int LONGEST_QUANTITY = 32;

    private CustomResourceDefinitions() {}

    /** YAML by file name. */
    static Map<String, String> generate(List<Class<? extends CustomResource<?, ?>>> kinds, Path work) {
        var texts = new TreeMap<String, String>();
        new CRDGenerator()
                .customResourceClasses(List.copyOf(kinds))
                .inOutputDir(work.toFile())
                .detailedGenerate()
                .getCRDDetailsPerNameAndVersion()
                .values()
                .forEach(versions ->
                        versions.values().forEach(info -> texts.put(fileName(info), text(info, columns(kinds, info)))));
        return texts;
    }

    /** JSON paths of the printer columns in the order in which the class names them. */
    private static List<String> columns(List<Class<? extends CustomResource<?, ?>>> kinds, CRDInfo info) {
        return kinds.stream()
                .filter(kind -> CustomResource.getCRDName(kind).equals(info.getCrdName()))
                .flatMap(kind -> Stream.of(kind.getAnnotationsByType(AdditionalPrinterColumn.class)))
                .map(AdditionalPrinterColumn::jsonPath)
                .toList();
    }

    private static String fileName(CRDInfo info) {
        return info.getCrdName() + ".yaml";
    }

    private static String text(CRDInfo info, List<String> columns) {
        try {
            var definition = (ObjectNode) YAML.readTree(Files.readString(Path.of(info.getFilePath())));
            for (var version : definition.at("/spec/versions")) {
                var schema = (ObjectNode) version.at("/schema/openAPIV3Schema");
                schema.putArray("required").add("spec");
                complete(schema);
                sort((ArrayNode) version.path("additionalPrinterColumns"), columns);
            }
            return HEADER + YAML.writeValueAsString(definition);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void sort(ArrayNode printed, List<String> columns) {
        var sorted = new ArrayList<JsonNode>();
        printed.forEach(sorted::add);
        sorted.sort(Comparator.comparing(
                column -> columns.indexOf(column.path("jsonPath").asText())));
        printed.removeAll().addAll(sorted);
    }

    private static void complete(ObjectNode schema) {
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            schema.put("maxLength", LONGEST_QUANTITY);
        }
        if (isFree(schema.path("additionalProperties"))) {
            // CEL does not see a map of free values at all, but compares a free object as a whole.
            schema.remove("additionalProperties");
            schema.put("x-kubernetes-preserve-unknown-fields", true);
        }
        key(schema.at("/items")).ifPresent(key -> {
            schema.put("x-kubernetes-list-type", "map");
            schema.putArray("x-kubernetes-list-map-keys").add(key);
        });
        schema.path("properties").forEach(CustomResourceDefinitions::descend);
        descend(schema.path("items"));
        descend(schema.path("additionalProperties"));
    }

    private static boolean isFree(JsonNode values) {
        return values.size() == 1
                && values.path("x-kubernetes-preserve-unknown-fields").asBoolean();
    }

    private static void descend(JsonNode child) {
        if (child instanceof ObjectNode object) {
            complete(object);
        }
    }

    /** Named things are merged by name when two parties apply them, and conditions by type. */
    private static Optional<String> key(JsonNode items) {
        for (var key : List.of("name", "type")) {
            for (var required : items.path("required")) {
                if (required.asText().equals(key)) {
                    return Optional.of(key);
                }
            }
        }
        return Optional.empty();
    }
}

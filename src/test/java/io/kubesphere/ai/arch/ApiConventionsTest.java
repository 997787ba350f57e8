package io.kubesphere.ai.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ApiConventionsTest {
    private static final Path DEFINITIONS = Path.of("ks-apiservice/crds");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @TestFactory
    Stream<DynamicTest> customResourceKeepsTheConventions() throws IOException {
        return definitions().stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> assertThat(
                                CrdConventions.breaches(YAML.readTree(file.toFile())))
                        .isEmpty()));
    }

    private static List<Path> definitions() throws IOException {
        if (!Files.isDirectory(DEFINITIONS)) {
            return List.of();
        }
        try (var files = Files.list(DEFINITIONS)) {
            return files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyBreachIsFound() throws IOException {
        assertThat(CrdConventions.breaches(definition("widgets")))
                .containsExactlyInAnyOrder(
                        "group: is not ours",
                        "status: is not a subresource",
                        "columns: kubectl get shows nothing",
                        "status.conditions: missing",
                        "spec: is not required",
                        "spec.name: has no maxLength",
                        "spec.ratio: floats do not survive every client (Kubernetes API conventions)",
                        "spec.suspend: say it as an enum; a boolean cannot grow (Kubernetes API conventions)",
                        "spec.tags: has no maxItems",
                        "spec.tags[]: has no maxLength",
                        "spec.labels: has no maxProperties",
                        "spec.labels{}: has no maxLength",
                        "spec.silent: is not described");
    }

    @Test
    void allowedBreachIsAllowedInItsOwnKindOnly() throws IOException {
        assertThat(CrdConventions.breaches(definition("trainingjobs")))
                .noneMatch(breach -> breach.startsWith("spec.suspend"));
    }

    private static JsonNode definition(String plural) throws IOException {
        return YAML.readTree(
                """
                spec:
                  group: example.com
                  names: {plural: %s}
                  versions:
                    - name: v1
                      schema:
                        openAPIV3Schema:
                          properties:
                            spec:
                              properties:
                                name: {type: string, description: a name}
                                phase: {type: string, enum: [A], description: fine}
                                since: {type: string, format: date-time, description: fine}
                                ratio: {type: number, description: a ratio}
                                suspend: {type: boolean, description: a flag}
                                silent: {type: integer}
                                tags: {type: array, description: tags, items: {type: string}}
                                labels: {type: object, description: labels, additionalProperties: {type: string}}
                            status:
                              properties:
                                phase: {type: string, maxLength: 9, description: fine}
                """
                        .formatted(plural));
    }
}

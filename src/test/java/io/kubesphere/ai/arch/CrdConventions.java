package io.kubesphere.ai.arch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** What we promise about every custom resource; answers the breaches of one definition as {@code path: what}. */
final class CrdConventions {
    private static final String FLAG = "say it as an enum; a boolean cannot grow (Kubernetes API conventions)";
    private static final String FLOAT = "floats do not survive every client (Kubernetes API conventions)";

    /** Breaches that are right, each with its reason. */
    private static final Map<String, String> ALLOWED = Map.of(
            "trainingjobs spec.suspend",
                    "Kubernetes' own word for pausing (batch/v1 Job), which Kueue and kubectl know",
            "algorithms spec.versions[].parameters[].required", "JSON Schema's own word, and there is no third answer",
            "algorithms spec.versions[].parameters[].minimum", "a bound in the user's own numbers",
            "algorithms spec.versions[].parameters[].maximum", "a bound in the user's own numbers");

    private final String plural;
    private final List<String> breaches = new ArrayList<>();

    private CrdConventions(String plural) {
        this.plural = plural;
    }

    static List<String> breaches(JsonNode definition) {
        var conventions = new CrdConventions(definition.at("/spec/names/plural").asText());
        conventions.check(definition);
        return List.copyOf(conventions.breaches);
    }

    private void check(JsonNode definition) {
        expect(definition.at("/spec/group").asText().equals("ai.kubesphere.io"), "group", "is not ours");
        expect(!definition.at("/spec/versions").isEmpty(), "versions", "there is none");
        for (var version : definition.at("/spec/versions")) {
            var schema = version.at("/schema/openAPIV3Schema");
            expect(version.at("/subresources").has("status"), "status", "is not a subresource");
            expect(!version.at("/additionalPrinterColumns").isEmpty(), "columns", "kubectl get shows nothing");
            expect(
                    schema.at("/properties/status/properties/conditions")
                            .path("type")
                            .asText()
                            .equals("array"),
                    "status.conditions",
                    "missing");
            expect(required(schema).contains("spec"), "spec", "is not required");
            walk("spec", schema.at("/properties/spec"), this::specField);
            walk("status", schema.at("/properties/status"), this::field);
        }
    }

    private void walk(String path, JsonNode schema, BiConsumer<String, JsonNode> visit) {
        visit.accept(path, schema);
        schema.path("properties").properties().forEach(property -> {
            expect(
                    property.getValue().path("description").asText().length() > 2,
                    path + "." + property.getKey(),
                    "is not described");
            walk(path + "." + property.getKey(), property.getValue(), visit);
        });
        if (schema.has("items")) {
            walk(path + "[]", schema.get("items"), visit);
        }
        if (schema.path("additionalProperties").isObject()) {
            walk(path + "{}", schema.get("additionalProperties"), visit);
        }
    }

    private void specField(String path, JsonNode schema) {
        field(path, schema);
        expect(!schema.path("type").asText().equals("boolean"), path, FLAG);
        expect(!schema.path("type").asText().equals("number"), path, FLOAT);
    }

    private void field(String path, JsonNode schema) {
        switch (schema.path("type").asText()) {
            case "string" ->
                expect(
                        schema.has("maxLength")
                                || schema.has("enum")
                                || Set.of("date-time", "date")
                                        .contains(schema.path("format").asText()),
                        path,
                        "has no maxLength");
            case "array" -> expect(schema.has("maxItems"), path, "has no maxItems");
            case "object" ->
                expect(
                        !schema.has("additionalProperties") || schema.has("maxProperties"),
                        path,
                        "has no maxProperties");
            default -> {}
        }
    }

    private void expect(boolean kept, String path, String what) {
        if (!kept && !ALLOWED.containsKey(plural + " " + path)) {
            breaches.add(path + ": " + what);
        }
    }

    private static List<String> required(JsonNode schema) {
        var names = new ArrayList<String>();
        schema.path("required").forEach(name -> names.add(name.asText()));
        return names;
    }
}

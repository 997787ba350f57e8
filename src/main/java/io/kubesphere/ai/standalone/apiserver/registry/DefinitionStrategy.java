package io.kubesphere.ai.standalone.apiserver.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.kinds.CustomKind;
import io.kubesphere.ai.standalone.apiserver.schema.CustomRules;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A CustomResourceDefinition is checked, and established in the same write: there is no second process to wait for. */
final class DefinitionStrategy implements KindStrategy {

    static final String FINALIZER = "customresourcecleanup.apiextensions.k8s.io";

    private final Clock clock;

    DefinitionStrategy(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void prepareForCreate(ObjectNode object) {
        defaults(object);
        Meta.of(object).addFinalizer(FINALIZER);
        var status = Json.child(object, "status");
        var conditions = status.putArray("conditions");
        conditions.add(condition("NamesAccepted", "NoConflicts", "no conflicts found"));
        conditions.add(condition("Established", "InitialNamesAccepted", "the initial names have been accepted"));
        follow(object);
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode old) {
        defaults(object);
        follow(object);
    }

    private static void defaults(ObjectNode object) {
        var spec = Json.child(object, "spec");
        if (!spec.has("conversion")) {
            spec.putObject("conversion").put("strategy", "None");
        }
        var names = Json.child(spec, "names");
        if (!names.has("singular")) {
            names.put("singular", Json.text(names, "kind").toLowerCase(Locale.ROOT));
        }
        if (!names.has("listKind")) {
            names.put("listKind", Json.text(names, "kind") + "List");
        }
    }

    private static void follow(ObjectNode object) {
        var status = Json.child(object, "status");
        status.set("acceptedNames", Json.at(object, "spec", "names").deepCopy());
        var stored = CustomKind.storageVersion(object.path("spec")).path("name").asText("");
        status.putArray("storedVersions").add(stored);
    }

    private ObjectNode condition(String type, String reason, String message) {
        var condition = Json.object();
        condition.put("lastTransitionTime", Meta.time(clock.instant()));
        return condition
                .put("message", message)
                .put("reason", reason)
                .put("status", "True")
                .put("type", type);
    }

    @Override
    public List<Cause> validate(ObjectNode object) {
        var causes = new ArrayList<Cause>();
        var spec = object.path("spec");
        for (var path : List.of("group", "scope")) {
            require(causes, spec.path(path), "spec." + path);
        }
        for (var path : List.of("plural", "kind")) {
            require(causes, Json.at(spec, "names", path), "spec.names." + path);
        }
        if (spec.path("versions").isEmpty()) {
            causes.add(Cause.required("spec.versions", ""));
        }
        var expected = Json.text(spec, "names", "plural") + "." + Json.text(spec, "group");
        var name = Meta.of(object).name();
        if (!name.equals(expected)) {
            causes.add(Cause.invalid("metadata.name", name, "must be spec.names.plural+\".\"+spec.group"));
        }
        var storage = spec.path("versions").findValues("storage").stream()
                .filter(JsonNode::asBoolean)
                .count();
        if (storage != 1) {
            causes.add(
                    Cause.invalid("spec.versions", "array", "must have exactly one version marked as storage version"));
        }
        if (causes.isEmpty()) {
            causes.addAll(schema(spec));
        }
        return causes;
    }

    private static List<Cause> schema(JsonNode spec) {
        var schema = Json.at(CustomKind.storageVersion(spec), "schema", "openAPIV3Schema");
        if (!schema.isObject()) {
            return List.of(Cause.required("spec.versions[0].schema.openAPIV3Schema", "schemas are required"));
        }
        var causes = new ArrayList<>(StructuralCheck.of(schema));
        if (causes.isEmpty()) {
            causes.addAll(CustomRules.of(schema).faults());
        }
        return causes;
    }

    private static void require(List<Cause> causes, JsonNode value, String path) {
        if (value.asText("").isEmpty()) {
            causes.add(Cause.required(path, ""));
        }
    }

    @Override
    public List<Cause> validateUpdate(ObjectNode object, ObjectNode old) {
        return Fixed.fields(object, old, "spec.group", "spec.scope", "spec.names.plural", "spec.names.kind");
    }
}

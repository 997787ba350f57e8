package io.kubesphere.ai.standalone.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All validation rules of one CRD version, compiled once against the types of its schema. */
final class CelRules {

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .enableTimestampEpoch(true)
            .build();

    private final Schema root;
    private final CelTypes types = new CelTypes();
    private final Map<Schema, List<CelRule>> rules = new HashMap<>();
    private final List<Cause> faults = new ArrayList<>();

    private CelRules(Schema root) {
        this.root = root;
    }

    /** @param path where the schema lies in the CRD, for the faults of rules that do not compile */
    static CelRules compile(Schema root, String path) {
        var compiled = new CelRules(root);
        compiled.collect(root, compiled.types.root(root), new Position(path, "object", true));
        return compiled;
    }

    /** Where the walk is: the path in the CRD, the name of the type, and whether old values can be found here. */
    private record Position(String path, String typeName, boolean correlatable) {
        Position property(String name) {
            return new Position(path + ".properties[" + name + "]", typeName + "." + name, correlatable);
        }

        Position value() {
            return new Position(path + ".additionalProperties", typeName + ".value", correlatable);
        }

        Position item(boolean byKey) {
            return new Position(path + ".items", typeName + ".item", correlatable && byKey);
        }
    }

    List<Cause> faults() {
        return List.copyOf(faults);
    }

    private void collect(Schema schema, CelType type, Position at) {
        compileRules(schema, type, at);
        schema.properties().forEach((name, child) -> {
            var below = at.property(name);
            collect(child, types.of(child, below.typeName()), below);
        });
        schema.additional()
                .ifPresent(child -> collect(child, types.of(child, at.value().typeName()), at.value()));
        schema.items().ifPresent(child -> {
            var below = at.item(schema.listKind() == FieldType.ListKind.MAP);
            collect(child, types.of(child, below.typeName()), below);
        });
    }

    private void compileRules(Schema schema, CelType type, Position at) {
        var compiled = new ArrayList<CelRule>();
        for (var i = 0; i < schema.rules().size(); i++) {
            var source = schema.rules().get(i);
            var path = at.path() + ".x-kubernetes-validations[" + i + "].rule";
            if (CelRule.mentionsOldSelf(source) && !at.correlatable()) {
                var why = "oldSelf cannot be used on the uncorrelatable portion of the schema within " + at.path();
                faults.add(Cause.invalid(path, source.path("rule").asText(), why));
                continue;
            }
            try {
                compiled.add(CelRule.compile(source, typeShown(schema), environment(type, source)));
            } catch (CelValidationException | CelEvaluationException | IllegalArgumentException e) {
                faults.add(Cause.invalid(path, source.path("rule").asText(), "compilation failed: " + e.getMessage()));
            }
        }
        if (!compiled.isEmpty()) {
            rules.put(schema, List.copyOf(compiled));
        }
    }

    private static String typeShown(Schema schema) {
        return schema.type().isEmpty() ? "object" : schema.type();
    }

    private Cel environment(CelType self, JsonNode source) {
        var oldSelf = CelRule.oldSelfIsOptional(source) ? OptionalType.create(self) : self;
        return CelFactory.standardCelBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addCompilerLibraries(
                        CelExtensions.strings(),
                        CelExtensions.sets(OPTIONS),
                        CelExtensions.optional(),
                        CelExtensions.bindings())
                .addRuntimeLibraries(CelExtensions.strings(), CelExtensions.sets(OPTIONS), CelExtensions.optional())
                .addFunctionDeclarations(CelLibrary.declarations())
                .addFunctionDeclarations(CelQuantities.declarations())
                .addFunctionDeclarations(CelUrls.declarations())
                .addFunctionBindings(CelLibrary.bindings())
                .addFunctionBindings(CelQuantities.bindings())
                .addFunctionBindings(CelUrls.bindings())
                .setTypeProvider(types.provider())
                .addVar("self", self)
                .addVar("oldSelf", oldSelf)
                .build();
    }

    List<Cause> validate(JsonNode object, Optional<JsonNode> old) {
        if (rules.isEmpty()) {
            return List.of();
        }
        var walk = new CelWalk(rules);
        walk.resource(root, object, old);
        return walk.broken();
    }
}

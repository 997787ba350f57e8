package io.kubesphere.ai.standalone.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import io.kubesphere.ai.standalone.apiserver.wire.Cause.Reason;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a CRD's structural schema demands, in the order of a real API server: schema, list types, then CEL. */
public final class CustomRules implements ObjectRules {

    private static final Set<Reason> BLOCKS_CEL =
            EnumSet.of(Reason.REQUIRED, Reason.TYPE_INVALID, Reason.NOT_SUPPORTED, Reason.TOO_LONG, Reason.TOO_MANY);
    private static final Pattern STEP = Pattern.compile("[^.\\[\\]]+");

    private final Schema schema;
    private final SchemaValidator validator;
    private final CelRules rules;

    private CustomRules(Schema schema) {
        this.schema = schema;
        this.validator = new SchemaValidator(schema);
        this.rules = CelRules.compile(schema, "spec.validation.openAPIV3Schema");
    }

    public static CustomRules of(JsonNode openApiV3Schema) {
        return new CustomRules(Schema.of(openApiV3Schema));
    }

    /** Rules of the schema that do not compile. */
    public List<Cause> faults() {
        return rules.faults();
    }

    @Override
    public List<String> prune(ObjectNode object) {
        return Pruner.prune(object, schema);
    }

    @Override
    public void applyDefaults(ObjectNode object) {
        Defaulter.apply(object, schema);
    }

    @Override
    public List<Cause> validate(ObjectNode object, Optional<ObjectNode> old) {
        var causes = new ArrayList<Cause>();
        causes.addAll(validator.validate(object));
        causes.addAll(ListTypes.validate(object, schema));
        old.ifPresent(before -> causes.removeIf(cause -> isUnchanged(cause, object, before)));
        if (causes.stream().anyMatch(cause -> BLOCKS_CEL.contains(cause.reason()))) {
            causes.add(Cause.invalid(
                    Cause.ROOT,
                    "null",
                    "some validation rules were not checked because the object was"
                            + " invalid; correct the existing errors to complete validation"));
            return List.copyOf(causes);
        }
        causes.addAll(rules.validate(object, old.map(JsonNode.class::cast)));
        return List.copyOf(causes);
    }

    /** Ratcheting (KEP-4008): a fault that was there before and is not touched does not stop an update. */
    private static boolean isUnchanged(Cause cause, JsonNode now, JsonNode before) {
        var path = cause.reason() == Reason.REQUIRED ? parent(cause.field()) : cause.field();
        var value = at(now, path);
        return !path.isEmpty() && !value.isMissingNode() && value.equals(at(before, path));
    }

    private static String parent(String path) {
        var dot = path.lastIndexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }

    private static JsonNode at(JsonNode object, String path) {
        var steps = STEP.matcher(path);
        var node = object;
        while (steps.find()) {
            node = node.isArray() ? node.path(Integer.parseInt(steps.group())) : node.path(steps.group());
        }
        return node;
    }

    @Override
    public FieldType type() {
        return new ResourceType(schema);
    }

    @Override
    public Schema schema() {
        return schema;
    }
}

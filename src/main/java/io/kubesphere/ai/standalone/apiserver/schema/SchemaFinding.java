package io.kubesphere.ai.standalone.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import io.kubesphere.ai.standalone.apiserver.wire.Cause.Reason;
import java.util.ArrayList;

/** The words of kube-openapi's validation errors for one finding of the schema library. */
final class SchemaFinding {

    private final ValidationMessage finding;
    private final JsonNode value;
    private final JsonNode limit;
    private final String path;

    private SchemaFinding(ValidationMessage finding, JsonNode object) {
        this.finding = finding;
        var dotted = "";
        var node = object;
        var location = finding.getInstanceLocation();
        for (var i = 0; i < location.getNameCount(); i++) {
            var element = location.getElement(i);
            if (element instanceof Integer index) {
                node = node.path(index);
                dotted = FieldPath.item(dotted, index);
            } else {
                node = node.path(String.valueOf(element));
                dotted = FieldPath.field(dotted, String.valueOf(element));
            }
        }
        this.path = dotted;
        this.value = node;
        this.limit = finding.getSchemaNode();
    }

    static Cause cause(ValidationMessage finding, JsonNode object) {
        return new SchemaFinding(finding, object).cause();
    }

    private Cause cause() {
        return switch (finding.getType()) {
            case "required" -> Cause.required(FieldPath.field(path, finding.getProperty()), "");
            case "type" -> typeInvalid("must be of type " + limit.asText());
            case "format" -> typeInvalid("must be of type " + limit.asText());
            case "enum" -> notSupported();
            case "pattern" -> body("should match '" + limit.asText() + "'");
            case "minimum" -> body("should be greater than " + orEqual("exclusiveMinimum") + limit.asText());
            case "maximum" -> body("should be less than " + orEqual("exclusiveMaximum") + limit.asText());
            case "multipleOf" -> body("should be a multiple of " + limit.asText());
            case "minLength" -> body("should be at least " + limit.asText() + " chars long");
            case "maxLength" -> tooLong();
            case "minItems" -> bodySized("should have at least " + limit.asText() + " items");
            case "minProperties" -> bodySized("should have at least " + limit.asText() + " properties");
            case "maxItems", "maxProperties" -> tooMany();
            case "not" -> Cause.invalid(path, "", path + " must not validate the schema (not)");
            case "oneOf" -> Cause.invalid(path, "", path + " must validate one and only one schema (oneOf)");
            default -> Cause.invalid(path, FieldPath.shown(value), finding.getMessage());
        };
    }

    private Cause body(String must) {
        return Cause.invalid(path, FieldPath.shown(value), path + " in body " + must);
    }

    private Cause bodySized(String must) {
        return Cause.invalid(path, value.size(), path + " in body " + must);
    }

    private Cause typeInvalid(String must) {
        var shown = finding.getType().equals("format") ? value.asText() : FieldPath.typeName(value);
        var message = "Invalid value: \"" + shown + "\": " + path + " in body " + must + ": \"" + shown + "\"";
        return new Cause(Reason.TYPE_INVALID, message, path);
    }

    private Cause notSupported() {
        var supported = new ArrayList<String>();
        limit.forEach(
                allowed -> supported.add(allowed.isTextual() ? "\"" + allowed.asText() + "\"" : allowed.toString()));
        var message = "Unsupported value: " + quoted() + ": supported values: " + String.join(", ", supported);
        return new Cause(Reason.NOT_SUPPORTED, message, path);
    }

    private String quoted() {
        return value.isTextual() ? "\"" + value.asText() + "\"" : value.toString();
    }

    private Cause tooLong() {
        return new Cause(Reason.TOO_LONG, "Too long: may not be more than " + limit.asText() + " bytes", path);
    }

    private Cause tooMany() {
        var message = "Too many: " + value.size() + ": must have at most " + limit.asText() + " items";
        return new Cause(Reason.TOO_MANY, message, path);
    }

    private String orEqual(String exclusiveKeyword) {
        // the parent schema's boolean keyword (OpenAPI 3.0); the library gives only the number itself
        return finding.getMessage().contains("exclusive") || exclusive(exclusiveKeyword) ? "" : "or equal to ";
    }

    private boolean exclusive(String keyword) {
        return finding.getEvaluationPath().toString().endsWith(keyword);
    }
}

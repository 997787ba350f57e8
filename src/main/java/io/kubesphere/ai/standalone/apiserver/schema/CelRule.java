package io.kubesphere.ai.standalone.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.bundle.Cel;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import io.kubesphere.ai.standalone.apiserver.wire.Cause.Reason;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One compiled {@code x-kubernetes-validations} entry. */
final class CelRule {

    private static final Pattern OLD_SELF = Pattern.compile("\\boldSelf\\b");

    private final JsonNode source;
    private final String typeName;
    private final CelRuntime.Program program;
    private final Optional<CelRuntime.Program> messageProgram;

    private CelRule(JsonNode source, String typeName, Cel cel) throws CelValidationException, CelEvaluationException {
        this.source = source;
        this.typeName = typeName;
        this.program = program(cel, source.path("rule").asText(), SimpleType.BOOL);
        var expression = source.path("messageExpression").asText("");
        this.messageProgram =
                expression.isEmpty() ? Optional.empty() : Optional.of(program(cel, expression, SimpleType.STRING));
    }

    static CelRule compile(JsonNode source, String typeName, Cel cel)
            throws CelValidationException, CelEvaluationException {
        return new CelRule(source, typeName, cel);
    }

    private static CelRuntime.Program program(Cel cel, String text, CelType expected)
            throws CelValidationException, CelEvaluationException {
        var ast = cel.compile(text).getAst();
        if (!ast.getResultType().equals(expected) && !ast.getResultType().equals(SimpleType.DYN)) {
            throw new IllegalArgumentException("must evaluate to " + expected.name());
        }
        return cel.createProgram(ast);
    }

    static boolean mentionsOldSelf(JsonNode source) {
        return OLD_SELF.matcher(source.path("rule").asText()).find();
    }

    static boolean oldSelfIsOptional(JsonNode source) {
        return source.path("optionalOldSelf").asBoolean();
    }

    JsonNode source() {
        return source;
    }

    /** Empty when the rule holds for these variables. */
    Optional<Cause> check(Map<String, Object> variables, String path) {
        try {
            if (Boolean.TRUE.equals(program.eval(variables))) {
                return Optional.empty();
            }
            return Optional.of(broken(message(variables), path));
        } catch (CelEvaluationException e) {
            return Optional.of(Cause.invalid(orRoot(path), typeName, "rule evaluation error: " + e.getMessage()));
        }
    }

    private Cause broken(String message, String parent) {
        var relative = source.path("fieldPath").asText("");
        var path = orRoot(relative.startsWith(".") && parent.isEmpty() ? relative.substring(1) : parent + relative);
        var shown = "\"" + typeName + "\"";
        return switch (source.path("reason").asText("")) {
            case "FieldValueForbidden" -> new Cause(Reason.FORBIDDEN, "Forbidden: " + message, path);
            case "FieldValueRequired" -> new Cause(Reason.REQUIRED, "Required value: " + message, path);
            case "FieldValueDuplicate" -> new Cause(Reason.DUPLICATE, "Duplicate value: " + shown, path);
            default -> new Cause(Reason.INVALID, "Invalid value: " + shown + ": " + message, path);
        };
    }

    private static String orRoot(String path) {
        return path.isEmpty() ? Cause.ROOT : path;
    }

    private String message(Map<String, Object> variables) {
        var computed = messageProgram.map(text -> evaluated(text, variables)).orElse("");
        if (!computed.isBlank()) {
            return computed;
        }
        var fixed = source.path("message").asText("");
        return fixed.isEmpty() ? "failed rule: " + source.path("rule").asText() : fixed;
    }

    /** A message that cannot be computed is left out: the rule's fixed message then stands (KEP-2876). */
    private static String evaluated(CelRuntime.Program text, Map<String, Object> variables) {
        try {
            return String.valueOf(text.eval(variables));
        } catch (CelEvaluationException e) {
            return "";
        }
    }
}

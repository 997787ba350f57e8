package io.kubesphere.ai.training.rest.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A message of MLflow's protocol, from a body or a query. Read as protocol buffers are read from JSON: unknown fields are
 * ignored, 64-bit integers may be texts (the Java client sends them so), NaN and the infinities are texts.
 */
final class MlflowRequest {
    private final JsonNode message;

    private MlflowRequest(JsonNode message) {
        this.message = message;
    }

    /** A body; a 422 when it is no object. */
    static MlflowRequest of(JsonNode message) {
        if (!message.isObject()) {
            throw invalid("the request must be a JSON object");
        }
        return new MlflowRequest(message);
    }

    static MlflowRequest of(MultivaluedMap<String, String> query) {
        var message = JsonNodeFactory.instance.objectNode();
        query.forEach((name, values) -> message.put(name, values.get(values.size() - 1)));
        return new MlflowRequest(message);
    }

    /** The run that a request is about; old clients use the second name. */
    String runId() {
        return optionalText("run_id").or(() -> optionalText("run_uuid")).orElseThrow(() -> missing("run_id"));
    }

    String text(String field) {
        return optionalText(field).orElseThrow(() -> missing(field));
    }

    String textOr(String field, String otherwise) {
        return optionalText(field).orElse(otherwise);
    }

    /** Absent when it is empty, as with protocol buffers. */
    Optional<String> optionalText(String field) {
        return wholeText(field).filter(text -> !text.isEmpty());
    }

    /** A value that may be empty. */
    String value(String field) {
        return wholeText(field).orElse("");
    }

    private Optional<String> wholeText(String field) {
        var value = message.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw unfit(field, "a text", value);
        }
        return Optional.of(storable(field, value.textValue()));
    }

    /** PostgreSQL stores neither NUL nor half a character. */
    private static String storable(String field, String text) {
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw invalid("'%s' holds a NUL or half a character, which cannot be stored", field);
        }
        return text;
    }

    long integer(String field) {
        return optionalInteger(field).orElseThrow(() -> missing(field));
    }

    long integerOr(String field, long otherwise) {
        return optionalInteger(field).orElse(otherwise);
    }

    OptionalLong optionalInteger(String field) {
        var value = message.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return OptionalLong.empty();
        }
        try {
            if (value.isNumber() || value.isTextual()) {
                return OptionalLong.of(new BigDecimal(value.asText().strip()).longValueExact());
            }
        } catch (ArithmeticException | NumberFormatException notWhole) {
            throw unfit(field, "a whole number of 64 bits", value).because(notWhole);
        }
        throw unfit(field, "a whole number of 64 bits", value);
    }

    double number(String field) {
        var value = message.path(field);
        if (value.isMissingNode() || value.isNull()) {
            throw missing(field);
        }
        if (value.isNumber()) {
            return value.doubleValue();
        }
        try {
            if (value.isTextual()) {
                return Double.parseDouble(value.textValue());
            }
        } catch (NumberFormatException noNumber) {
            throw unfit(field, "a number", value).because(noNumber);
        }
        throw unfit(field, "a number", value);
    }

    List<MlflowRequest> messages(String field) {
        return list(field).stream().map(MlflowRequest::of).toList();
    }

    MlflowRequest message(String field) {
        var value = message.path(field);
        return value.isMissingNode() ? of(JsonNodeFactory.instance.objectNode()) : of(value);
    }

    List<String> texts(String field) {
        return list(field).stream()
                .map(value -> {
                    if (!value.isTextual()) {
                        throw unfit(field, "a list of texts", value);
                    }
                    return storable(field, value.textValue());
                })
                .toList();
    }

    private List<JsonNode> list(String field) {
        var value = message.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
            throw unfit(field, "a list", value);
        }
        var items = new ArrayList<JsonNode>();
        value.forEach(items::add);
        return items;
    }

    private static Problem missing(String field) {
        return invalid("parameter '%s' is required and was not sent", field);
    }

    static Problem unfit(String field, String type, Object value) {
        var shown = value.toString();
        return invalid(
                "parameter '%s' must be %s, was %s", field, type, shown.substring(0, Math.min(99, shown.length())));
    }

    private static Problem invalid(String format, Object... values) {
        return Problem.of(Problem.Code.INVALID, format, values);
    }
}

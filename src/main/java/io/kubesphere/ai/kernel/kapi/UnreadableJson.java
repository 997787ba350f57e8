package io.kubesphere.ai.kernel.kapi;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.List;

/** Says where a JSON body is wrong, without Jackson's class names. */
public final class UnreadableJson {
    private UnreadableJson() {}

    /** A 400 that names the field, or the place in the text. */
    public static Problem problem(JacksonException exception) {
        if (exception instanceof ValueInstantiationException && exception.getCause() instanceof Problem problem) {
            return problem;
        }
        var field = exception instanceof JsonMappingException mapping ? field(mapping) : "";
        var message = message(exception) + place(exception);
        if (field.isEmpty()) {
            return Problem.of(Problem.Code.BAD_REQUEST, "%s", "the body is not readable: " + message)
                    .because(exception);
        }
        return Problem.badRequest("body", List.of(Problem.Cause.invalid(field, message)))
                .because(exception);
    }

    private static String message(JacksonException exception) {
        if (exception instanceof UnrecognizedPropertyException) {
            return "there is no such field";
        }
        if (exception instanceof JsonMappingException) {
            return "the value does not have the type of this field";
        }
        return "not JSON";
    }

    private static String place(JacksonException exception) {
        var location = exception.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static String field(JsonMappingException exception) {
        var path = new StringBuilder();
        for (var step : exception.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.length() > 0 ? "." : "").append(step.getFieldName());
            }
        }
        return path.toString();
    }
}

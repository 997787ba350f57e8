package io.kubesphere.ai.tracing;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Of one trace, as 16 or 32 hexadecimal digits. */
public record TraceId(@JsonValue String value) {
    private static final int SHORT = 16;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}|[0-9a-f]{32}");

    /** As servers write it, some of them without leading zeros. */
    public static TraceId padded(String text) {
        var length = text.length() <= SHORT ? SHORT : 2 * SHORT;
        return new TraceId("0".repeat(Math.max(0, length - text.length())) + text.toLowerCase(Locale.ROOT));
    }

    /** From a path; a 400 for what cannot be one. */
    public static TraceId of(String text) {
        var value = text.toLowerCase(Locale.ROOT);
        if (!FORM.matcher(value).matches()) {
            throw Problem.badRequest(
                    "request", List.of(Problem.Cause.invalid("trace", "must be 16 or 32 hexadecimal digits")));
        }
        return new TraceId(value);
    }
}

package io.kubesphere.ai.standalone.apiserver.http;

import io.kubesphere.ai.standalone.apiserver.registry.WriteOptions;
import io.kubesphere.ai.standalone.apiserver.registry.WriteOptions.FieldValidation;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import java.util.List;

/** The query parameters of creates, updates and patches. */
final class WriteParameters {

    private WriteParameters() {}

    static WriteOptions of(Call call) {
        return new WriteOptions(call.fieldManager(), isDryRun(call), fieldValidation(call), call.flag("force"));
    }

    static boolean isDryRun(Call call) {
        var dryRun = call.parameter("dryRun");
        if (!dryRun.isEmpty() && !dryRun.equals("All")) {
            throw refused("dryRun", dryRun, "All");
        }
        return !dryRun.isEmpty();
    }

    private static FieldValidation fieldValidation(Call call) {
        var asked = call.parameter("fieldValidation");
        return switch (asked) {
            case "Strict" -> FieldValidation.STRICT;
            case "Ignore" -> FieldValidation.IGNORE;
            case "Warn", "" -> FieldValidation.WARN;
            default -> throw refused("fieldValidation", asked, "Ignore\", \"Strict\", \"Warn");
        };
    }

    private static ApiError refused(String parameter, String value, String supported) {
        var message = "Unsupported value: \"" + value + "\": supported values: \"" + supported + "\"";
        var cause = new Cause(Cause.Reason.NOT_SUPPORTED, message, parameter);
        return ApiError.invalid("meta.k8s.io", "Options", "", List.of(cause));
    }
}

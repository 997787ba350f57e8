package io.kubesphere.ai.standalone.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.standalone.apiserver.registry.DeleteOptions;
import io.kubesphere.ai.standalone.apiserver.registry.DeleteOptions.Propagation;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.util.Optional;

/** DeleteOptions come in the body or, some of them, in the query. */
final class DeleteParameters {

    private DeleteParameters() {}

    static DeleteOptions of(Call call) {
        var body = call.tree();
        var grace = body.hasNonNull("gracePeriodSeconds")
                ? Optional.of(body.path("gracePeriodSeconds").asLong())
                : call.number("gracePeriodSeconds");
        var dryRun = WriteParameters.isDryRun(call) || !body.path("dryRun").isEmpty();
        return new DeleteOptions(
                grace.filter(seconds -> seconds >= 0),
                propagation(call, body),
                Json.text(body, "preconditions", "uid"),
                Json.text(body, "preconditions", "resourceVersion"),
                dryRun);
    }

    private static Propagation propagation(Call call, JsonNode body) {
        var asked = Json.text(body, "propagationPolicy");
        var policy = asked.isEmpty() ? call.parameter("propagationPolicy") : asked;
        return switch (policy) {
            case "" -> orphanDependents(call, body);
            case "Background" -> Propagation.BACKGROUND;
            case "Foreground" -> Propagation.FOREGROUND;
            case "Orphan" -> Propagation.ORPHAN;
            default -> throw ApiError.badRequest("invalid propagationPolicy: " + policy);
        };
    }

    private static Propagation orphanDependents(Call call, JsonNode body) {
        var orphans = body.path("orphanDependents").asBoolean() || call.flag("orphanDependents");
        return orphans ? Propagation.ORPHAN : Propagation.UNSPECIFIED;
    }
}

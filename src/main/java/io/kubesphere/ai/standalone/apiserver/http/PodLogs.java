package io.kubesphere.ai.standalone.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.standalone.apiserver.podlog.PodLogRequest;
import io.kubesphere.ai.standalone.apiserver.podlog.PodLogSource;
import io.kubesphere.ai.standalone.apiserver.registry.Registry;
import io.kubesphere.ai.standalone.apiserver.registry.Target;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** GET of pods/{name}/log. */
final class PodLogs {

    private final Registry registry;
    private final PodLogSource source;

    PodLogs(Registry registry, PodLogSource source) {
        this.registry = registry;
        this.source = source;
    }

    Answer answer(Call call, Target target) {
        if (!call.method().equals("GET")) {
            throw Router.notAllowed();
        }
        var pod = registry.get(target).toObject();
        var container = container(call.parameter("container"), pod, target);
        var request = new PodLogRequest(
                target.namespace(),
                target.name(),
                Optional.of(container),
                call.flag("follow"),
                call.flag("timestamps"),
                call.flag("previous"),
                number(call, "tailLines"),
                sinceTime(call),
                number(call, "sinceSeconds"),
                number(call, "limitBytes"));
        var log = source.open(request).orElseThrow(() -> ApiError.badRequest(whyNone(request, container, pod)));
        return new Answer.Log(log);
    }

    private static String whyNone(PodLogRequest request, String container, JsonNode pod) {
        var where = "container \"" + container + "\" in pod \"" + request.pod() + "\"";
        return request.previous()
                ? "previous terminated " + where + " not found"
                : where + " is waiting to start: " + waitingReason(pod, container);
    }

    private static String container(String asked, JsonNode pod, Target target) {
        var names = new ArrayList<String>();
        for (var list : List.of("containers", "initContainers")) {
            Json.at(pod, "spec", list).forEach(container -> names.add(Json.text(container, "name")));
        }
        if (!asked.isEmpty() && !names.contains(asked)) {
            throw ApiError.badRequest("container " + asked + " is not valid for pod " + target.name());
        }
        if (asked.isEmpty() && names.size() > 1) {
            throw ApiError.badRequest("a container name must be specified for pod " + target.name()
                    + ", choose one of: [" + String.join(" ", names) + "]");
        }
        return asked.isEmpty() ? names.get(0) : asked;
    }

    private static String waitingReason(JsonNode pod, String container) {
        for (var list : List.of("containerStatuses", "initContainerStatuses")) {
            for (var status : Json.at(pod, "status", list)) {
                var reason = Json.text(status, "state", "waiting", "reason");
                if (Json.text(status, "name").equals(container) && !reason.isEmpty()) {
                    return reason;
                }
            }
        }
        return "ContainerCreating";
    }

    private static OptionalLong number(Call call, String name) {
        return call.number(name).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    private static Optional<Instant> sinceTime(Call call) {
        var time = call.parameter("sinceTime");
        if (time.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(time));
        } catch (DateTimeParseException e) {
            throw ApiError.badRequest("sinceTime must be an RFC 3339 time: " + time);
        }
    }
}

package io.kubesphere.ai.standalone.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;

/** What {@code kubectl get pods} shows: the most telling reason instead of the bare phase. */
final class PodCells {

    private PodCells() {}

    static JsonNode ready(ObjectNode pod) {
        var ready = 0;
        for (var status : Json.at(pod, "status", "containerStatuses")) {
            ready += status.path("ready").asBoolean() ? 1 : 0;
        }
        return TextNode.valueOf(ready + "/" + Json.at(pod, "spec", "containers").size());
    }

    static JsonNode restarts(ObjectNode pod) {
        var restarts = 0;
        for (var status : Json.at(pod, "status", "containerStatuses")) {
            restarts += status.path("restartCount").asInt();
        }
        return TextNode.valueOf(Integer.toString(restarts));
    }

    static JsonNode status(ObjectNode pod) {
        if (!Json.text(pod, "metadata", "deletionTimestamp").isEmpty()) {
            return TextNode.valueOf("Terminating");
        }
        var shown = Json.text(pod, "status", "reason");
        shown = shown.isEmpty() ? Json.text(pod, "status", "phase") : shown;
        var running = false;
        for (var status : Json.at(pod, "status", "containerStatuses")) {
            var reason = reason(status.path("state"));
            shown = reason.isEmpty() ? shown : reason;
            running |= status.path("ready").asBoolean() && status.path("state").has("running");
        }
        return TextNode.valueOf(shown.equals("Completed") && running ? "Running" : initialising(pod, shown));
    }

    private static String reason(JsonNode state) {
        var waiting = Json.text(state, "waiting", "reason");
        if (!waiting.isEmpty()) {
            return waiting;
        }
        var terminated = state.path("terminated");
        if (terminated.isMissingNode()) {
            return "";
        }
        var reason = Json.text(terminated, "reason");
        return reason.isEmpty() ? "ExitCode:" + terminated.path("exitCode").asInt() : reason;
    }

    private static String initialising(ObjectNode pod, String otherwise) {
        var statuses = Json.at(pod, "status", "initContainerStatuses");
        for (var i = 0; i < statuses.size(); i++) {
            var state = statuses.path(i).path("state");
            var succeeded = state.has("terminated")
                    && state.path("terminated").path("exitCode").asInt() == 0;
            if (succeeded || statuses.path(i).path("started").asBoolean()) {
                continue;
            }
            var reason = reason(state);
            return reason.isEmpty() || reason.equals("PodInitializing")
                    ? "Init:" + i + "/" + statuses.size()
                    : "Init:" + reason;
        }
        return otherwise;
    }
}

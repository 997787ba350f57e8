package io.kubesphere.ai.standalone.apiserver.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** core/v1 and events.k8s.io/v1 are two forms of the same stored events; they are kept in the core form. */
final class EventForms {

    static final String NEW_GROUP = "events.k8s.io";
    static final String NEW_API_VERSION = NEW_GROUP + "/v1";

    private static final Map<String, String> NEW_TO_CORE = Map.of(
            "regarding", "involvedObject",
            "note", "message",
            "deprecatedSource", "source",
            "deprecatedFirstTimestamp", "firstTimestamp",
            "deprecatedLastTimestamp", "lastTimestamp",
            "deprecatedCount", "count",
            "reportingController", "reportingComponent");

    private EventForms() {}

    static ObjectNode toCore(ObjectNode event) {
        NEW_TO_CORE.forEach((from, to) -> rename(event, from, to));
        if (event.has("apiVersion")) {
            event.put("apiVersion", "v1");
        }
        return event;
    }

    static ObjectNode toNew(ObjectNode event) {
        NEW_TO_CORE.forEach((to, from) -> rename(event, from, to));
        return event.put("apiVersion", NEW_API_VERSION);
    }

    private static void rename(ObjectNode event, String from, String to) {
        var value = event.remove(from);
        if (value != null) {
            event.set(to, value);
        }
    }
}

package io.kubesphere.ai.standalone.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kubesphere.ai.standalone.apiserver.kinds.ApiResource;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The columns of built-in kinds that users look at (kubernetes/pkg/printers/internalversion); others show name and age. */
record BuiltInColumns(Clock clock) {

    List<Tables.Column> of(ApiResource resource) {
        var columns = new ArrayList<Tables.Column>();
        columns.add(column("Name", "string", Cells.text("metadata.name")));
        columns.addAll(between(resource.plural()));
        columns.add(column("Age", "string", Cells.age("metadata.creationTimestamp", clock)));
        columns.addAll(wide(resource.plural()));
        return resource.plural().equals("events") ? events() : columns;
    }

    private List<Tables.Column> between(String plural) {
        return switch (plural) {
            case "pods" ->
                List.of(
                        column("Ready", "string", PodCells::ready),
                        column("Status", "string", PodCells::status),
                        column("Restarts", "string", PodCells::restarts));
            case "jobs" ->
                List.of(
                        column("Status", "string", BuiltInColumns::jobStatus),
                        column("Completions", "string", BuiltInColumns::completions),
                        column("Duration", "string", this::jobDuration));
            case "namespaces" -> List.of(column("Status", "string", Cells.text("status.phase")));
            case "nodes" -> List.of(column("Status", "string", BuiltInColumns::nodeStatus));
            case "configmaps" -> List.of(column("Data", "integer", Cells.size("data")));
            case "secrets" ->
                List.of(column("Type", "string", Cells.text("type")), column("Data", "integer", Cells.size("data")));
            case "services" ->
                List.of(
                        column("Type", "string", Cells.text("spec.type")),
                        column("Cluster-IP", "string", Cells.textOr("spec.clusterIP", "<none>")));
            default -> betweenRarer(plural);
        };
    }

    private static List<Tables.Column> betweenRarer(String plural) {
        return switch (plural) {
            case "persistentvolumeclaims" ->
                List.of(
                        column("Status", "string", Cells.text("status.phase")),
                        column("Volume", "string", Cells.text("spec.volumeName")),
                        column("Capacity", "string", Cells.text("status.capacity.storage")),
                        column("StorageClass", "string", Cells.text("spec.storageClassName")));
            case "persistentvolumes" ->
                List.of(
                        column("Capacity", "string", Cells.text("spec.capacity.storage")),
                        column("Status", "string", Cells.text("status.phase")),
                        column("Claim", "string", Cells.text("spec.claimRef.name")));
            case "deployments", "statefulsets", "replicasets" ->
                List.of(column("Ready", "string", BuiltInColumns::replicas));
            case "customresourcedefinitions" ->
                List.of(column("Created At", "date", Cells.text("metadata.creationTimestamp")));
            default -> List.of();
        };
    }

    private static List<Tables.Column> wide(String plural) {
        if (!plural.equals("pods")) {
            return List.of();
        }
        return List.of(
                wide("IP", Cells.textOr("status.podIP", "<none>")),
                wide("Node", Cells.textOr("spec.nodeName", "<none>")));
    }

    private List<Tables.Column> events() {
        return List.of(
                column("Last Seen", "string", this::lastSeen),
                column("Type", "string", Cells.text("type")),
                column("Reason", "string", Cells.text("reason")),
                column("Object", "string", BuiltInColumns::eventObject),
                column("Message", "string", Cells.text("message")));
    }

    private JsonNode lastSeen(ObjectNode event) {
        for (var field : List.of("lastTimestamp", "eventTime", "firstTimestamp")) {
            if (!Json.text(event, field).isEmpty()) {
                return Cells.since(Json.text(event, field), clock);
            }
        }
        return Cells.since(Json.text(event, "metadata", "creationTimestamp"), clock);
    }

    private static JsonNode eventObject(ObjectNode event) {
        var kind = Json.text(event, "involvedObject", "kind").toLowerCase(Locale.ROOT);
        return TextNode.valueOf(kind + "/" + Json.text(event, "involvedObject", "name"));
    }

    /** As kubectl's own printer ranks them: an interim condition stays beside the final one. */
    private static JsonNode jobStatus(ObjectNode job) {
        for (var type : List.of("Complete", "Failed")) {
            if (holds(job, type)) {
                return TextNode.valueOf(type);
            }
        }
        if (!Json.text(job, "metadata", "deletionTimestamp").isEmpty()) {
            return TextNode.valueOf("Terminating");
        }
        for (var type : List.of("Suspended", "FailureTarget", "SuccessCriteriaMet")) {
            if (holds(job, type)) {
                return TextNode.valueOf(type);
            }
        }
        return TextNode.valueOf("Running");
    }

    private static boolean holds(ObjectNode job, String type) {
        for (var condition : Json.at(job, "status", "conditions")) {
            if (Json.text(condition, "type").equals(type)
                    && Json.text(condition, "status").equals("True")) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode completions(ObjectNode job) {
        var wanted = Json.at(job, "spec", "completions").asInt(1);
        return TextNode.valueOf(Json.at(job, "status", "succeeded").asInt() + "/" + wanted);
    }

    private JsonNode jobDuration(ObjectNode job) {
        var start = Json.text(job, "status", "startTime");
        if (start.isEmpty()) {
            return TextNode.valueOf("");
        }
        var end = Json.text(job, "status", "completionTime");
        var until = end.isEmpty() ? clock.instant() : Instant.parse(end);
        return TextNode.valueOf(Cells.shortForm(Duration.between(Instant.parse(start), until)));
    }

    private static JsonNode nodeStatus(ObjectNode node) {
        for (var condition : Json.at(node, "status", "conditions")) {
            if (Json.text(condition, "type").equals("Ready")) {
                return TextNode.valueOf(Json.text(condition, "status").equals("True") ? "Ready" : "NotReady");
            }
        }
        return TextNode.valueOf("Unknown");
    }

    private static JsonNode replicas(ObjectNode workload) {
        var wanted = Json.at(workload, "spec", "replicas").asInt(1);
        return TextNode.valueOf(Json.at(workload, "status", "readyReplicas").asInt() + "/" + wanted);
    }

    private static Tables.Column column(String name, String type, Function<ObjectNode, JsonNode> cell) {
        return new Tables.Column(name, type, 0, "", cell);
    }

    private static Tables.Column wide(String name, Function<ObjectNode, JsonNode> cell) {
        return new Tables.Column(name, "string", 1, "", cell);
    }
}

package io.kubesphere.ai.training.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.kubesphere.ai.kernel.workload.EngineProgress.Finish;
import io.kubesphere.ai.kernel.workload.Timestamps;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads an object that we have no class for; what is absent reads as nothing. */
public final class EngineStatus {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final GenericKubernetesResource object;
    private final JsonNode tree;

    private EngineStatus(GenericKubernetesResource object, JsonNode tree) {
        this.object = object;
        this.tree = tree;
    }

    public static EngineStatus of(GenericKubernetesResource object) {
        return new EngineStatus(object, JSON.valueToTree(object.getAdditionalProperties()));
    }

    /** The fields that a field manager owns, as {@code f:<name>} within each other. */
    public static JsonNode fields(ManagedFieldsEntry entry) {
        return JSON.valueToTree(entry.getFieldsV1());
    }

    /** A condition as the object has it. */
    public record Condition(String type, boolean isTrue, String reason, String message, Optional<Instant> time) {
        private Finish finish(boolean success) {
            return new Finish(success, reason, message, time);
        }
    }

    /** What lies at a JSON pointer such as {@code /spec/suspend}; a missing node when there is nothing. */
    public JsonNode at(String pointer) {
        return tree.at(pointer);
    }

    /** Somebody deletes the object; its controller looks at it no more. */
    public boolean isDeleting() {
        return object.getMetadata().getDeletionTimestamp() != null;
    }

    /** In whatever order the object lists them: it means nothing. */
    public Optional<Condition> condition(String type) {
        return conditions().filter(condition -> condition.type().equals(type)).findFirst();
    }

    /** The condition, if it is true. */
    public Optional<Condition> holding(String type) {
        return condition(type).filter(Condition::isTrue);
    }

    /**
     * The verdict, where one of both conditions holds. Should both hold, what came first ended the run, and a failure is
     * never shown as success.
     */
    public Optional<Finish> verdict(String success, String failure) {
        var failed = holding(failure).map(condition -> condition.finish(false));
        var succeeded = holding(success).map(condition -> condition.finish(true));
        return Stream.of(failed, succeeded).flatMap(Optional::stream).min(Comparator.comparing(finish -> finish.time()
                .orElse(Instant.MAX)));
    }

    private Stream<Condition> conditions() {
        return StreamSupport.stream(tree.at("/status/conditions").spliterator(), false)
                .map(EngineStatus::read);
    }

    private static Condition read(JsonNode condition) {
        return new Condition(
                condition.path("type").asText(),
                condition.path("status").asText().equals("True"),
                condition.path("reason").asText(),
                condition.path("message").asText(),
                time(condition.path("lastTransitionTime")));
    }

    /** As Kubernetes writes times. */
    public static Optional<Instant> time(JsonNode text) {
        return Timestamps.parse(text.asText(""));
    }
}

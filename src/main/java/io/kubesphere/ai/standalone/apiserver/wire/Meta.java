package io.kubesphere.ai.standalone.apiserver.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The metadata of one untyped object, read and written in place (meta/v1 ObjectMeta). */
public record Meta(ObjectNode node) {

    public static Meta of(ObjectNode object) {
        return new Meta(Json.child(object, "metadata"));
    }

    public String name() {
        return text("name");
    }

    public String namespace() {
        return text("namespace");
    }

    public String uid() {
        return text("uid");
    }

    public String resourceVersion() {
        return text("resourceVersion");
    }

    public String text(String field) {
        return node.path(field).asText("");
    }

    public Meta put(String field, String value) {
        node.put(field, value);
        return this;
    }

    public void remove(String field) {
        node.remove(field);
    }

    /** Written as an int: the JSON tree holds an int and a long of the same value to be different. */
    public void generation(long value) {
        node.put("generation", (int) value);
    }

    public long generation() {
        return node.path("generation").asLong();
    }

    public boolean isBeingDeleted() {
        return node.hasNonNull("deletionTimestamp");
    }

    public List<String> finalizers() {
        return Json.texts(node.path("finalizers"));
    }

    public void addFinalizer(String finalizer) {
        if (!finalizers().contains(finalizer)) {
            node.withArray("/finalizers").add(finalizer);
        }
    }

    public void removeFinalizer(String finalizer) {
        var rest = finalizers().stream().filter(f -> !f.equals(finalizer)).toList();
        node.remove("finalizers");
        rest.forEach(this::addFinalizer);
    }

    public Map<String, String> labels() {
        return strings(node.path("labels"));
    }

    public static Map<String, String> strings(JsonNode object) {
        var values = new HashMap<String, String>();
        object.properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
        return values;
    }

    public JsonNode ownerReferences() {
        return node.path("ownerReferences");
    }

    /** Kubernetes' times have whole seconds (meta/v1 Time). */
    public static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

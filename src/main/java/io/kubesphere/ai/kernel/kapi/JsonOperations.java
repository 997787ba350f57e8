package io.kubesphere.ai.kernel.kapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.util.Set;

/**
 * Applies a JSON patch (RFC 6902) with kube-apiserver's bounds, so that a few bytes cannot grow into gigabytes.
 * Removing what is not there is no error here, unlike in the RFC: zjsonpatch takes it as done.
 */
final class JsonOperations {
    /** kube-apiserver's bounds (endpoints/handlers/patch.go and server/config.go). */
    private static final int MOST_OPERATIONS = 10_000;

    private static final int MOST_COPIED = 3 * 1024 * 1024;
    private static final int MOST_COPIES = 100;
    private static final Set<String> WITH_VALUE = Set.of("add", "replace", "test");
    private static final Set<String> WITH_FROM = Set.of("move", "copy");

    private final JsonNode operations;

    JsonOperations(JsonNode operations) {
        if (!operations.isArray() || operations.size() > MOST_OPERATIONS) {
            throw malformed("send an array of at most " + MOST_OPERATIONS + " operations");
        }
        for (var i = 0; i < operations.size(); i++) {
            requireShape(operations.get(i), i);
        }
        this.operations = operations;
    }

    JsonNode applyTo(JsonNode current) {
        var result = current;
        var batch = JsonNodeFactory.instance.arrayNode();
        var copies = 0;
        var copied = 0L;
        for (var operation : operations) {
            if (operation.path("op").asText().equals("copy")) {
                result = applied(batch, result);
                batch = JsonNodeFactory.instance.arrayNode();
                copied += result.at(operation.path("from").asText()).toString().length();
                if (++copies > MOST_COPIES || copied > MOST_COPIED) {
                    throw Problem.of(Problem.Code.TOO_LARGE, "the patch copies too much");
                }
            }
            batch.add(operation);
        }
        return applied(batch, result);
    }

    private static JsonNode applied(ArrayNode batch, JsonNode current) {
        try {
            return JsonPatch.apply(batch, current);
        } catch (JsonPatchException | IllegalArgumentException refused) {
            throw Problem.of(Problem.Code.INVALID, "the patch does not fit the object: %s", refused.getMessage())
                    .because(refused);
        }
    }

    private static void requireShape(JsonNode operation, int index) {
        var op = operation.path("op").asText();
        var known = op.equals("remove") || WITH_VALUE.contains(op) || WITH_FROM.contains(op);
        if (!known
                || !isPointer(operation.path("path"))
                || (WITH_VALUE.contains(op) && !operation.has("value"))
                || (WITH_FROM.contains(op) && !isPointer(operation.path("from")))) {
            throw malformed("operation " + index + " is not one of RFC 6902");
        }
    }

    private static boolean isPointer(JsonNode text) {
        return text.isTextual() && (text.asText().isEmpty() || text.asText().startsWith("/"));
    }

    private static Problem malformed(String why) {
        return Problem.of(Problem.Code.BAD_REQUEST, "%s", "not a JSON patch: " + why);
    }
}

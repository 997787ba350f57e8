package io.kubesphere.ai.kernel.kapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A PATCH body and what it does to an object: merge patch (RFC 7386, what the console sends) or JSON patch (RFC 6902).
 * Identity stays: a patch that changes it is refused. Status belongs to the controllers and is kept, as Kubernetes does.
 */
public final class ResourcePatch {
    public static final String MERGE_PATCH = "application/merge-patch+json";
    public static final String JSON_PATCH = "application/json-patch+json";

    private static final List<String> IDENTITY = List.of(
            "/apiVersion",
            "/kind",
            "/metadata/name",
            "/metadata/namespace",
            "/metadata/uid",
            "/metadata/creationTimestamp",
            "/metadata/deletionTimestamp",
            "/metadata/generation",
            "/metadata/ownerReferences",
            "/metadata/annotations/kubesphere.io~1creator");

    private final UnaryOperator<JsonNode> change;

    private ResourcePatch(UnaryOperator<JsonNode> change) {
        this.change = change;
    }

    /**
     * Reads a patch.
     *
     * @param mediaType the request's Content-Type; plain {@code application/json} counts as merge patch
     */
    public static ResourcePatch of(String mediaType, JsonNode body) {
        return switch (mediaType.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT)) {
            case MERGE_PATCH, "application/json" -> mergePatch(body);
            case JSON_PATCH -> new ResourcePatch(new JsonOperations(body)::applyTo);
            default ->
                throw Problem.of(
                        Problem.Code.UNSUPPORTED_MEDIA_TYPE,
                        "cannot patch with %s; send %s or %s",
                        mediaType,
                        MERGE_PATCH,
                        JSON_PATCH);
        };
    }

    private static ResourcePatch mergePatch(JsonNode body) {
        if (!body.isObject()) {
            throw Problem.of(Problem.Code.BAD_REQUEST, "a merge patch must be a JSON object");
        }
        return new ResourcePatch(current -> merged(current.deepCopy(), body));
    }

    /** The object after the patch; the given one is left as it is. */
    public JsonNode applyTo(JsonNode current) {
        var patched = change.apply(current);
        if (!patched.isObject()) {
            throw Problem.of(Problem.Code.INVALID, "the patch leaves no object");
        }
        requireSameIdentity(current, patched);
        requireSameVersion(current, patched);
        return withStatusOf(current, (ObjectNode) patched);
    }

    private static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch.deepCopy();
        }
        var result = target.isObject() ? (ObjectNode) target : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                result.remove(field.getKey());
            } else {
                result.set(field.getKey(), merged(result.path(field.getKey()), field.getValue()));
            }
        });
        return result;
    }

    private static void requireSameIdentity(JsonNode current, JsonNode patched) {
        var causes = new ArrayList<Problem.Cause>();
        for (var pointer : IDENTITY) {
            if (!current.at(pointer).equals(patched.at(pointer))) {
                var field = pointer.substring(1).replace('/', '.').replace("~1", "/");
                causes.add(new Problem.Cause(field, "FieldValueForbidden", "cannot be changed by a patch"));
            }
        }
        if (!causes.isEmpty()) {
            throw Problem.invalid("patch", causes);
        }
    }

    /** A patch that names a resourceVersion asks for exactly that version (optimistic locking). */
    private static void requireSameVersion(JsonNode current, JsonNode patched) {
        var held = current.at("/metadata/resourceVersion").asText();
        if (!held.equals(patched.at("/metadata/resourceVersion").asText())) {
            throw Problem.of(
                    Problem.Code.CONFLICT, "the object has changed since; get it again and patch version %s", held);
        }
    }

    private static JsonNode withStatusOf(JsonNode current, ObjectNode patched) {
        patched.remove("status");
        if (current.has("status")) {
            patched.set("status", current.get("status").deepCopy());
        }
        return patched;
    }
}

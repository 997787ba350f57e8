package io.kubesphere.ai.standalone.apiserver.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;

/** JSON patch (RFC 6902); the {@code 422} without details is what a real server answers to a failing operation. */
public final class JsonPatching {

    private JsonPatching() {}

    public static JsonNode apply(ObjectNode target, JsonNode patch) {
        if (!patch.isArray()) {
            throw ApiError.badRequest("a JSON patch is an array of operations");
        }
        try {
            return JsonPatch.apply(patch, target.deepCopy());
        } catch (JsonPatchException e) {
            throw ApiError.of(
                    422,
                    "Invalid",
                    "the server rejected our request due to an error in our request: " + e.getMessage());
        }
    }
}

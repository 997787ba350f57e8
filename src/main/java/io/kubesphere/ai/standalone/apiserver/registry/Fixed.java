package io.kubesphere.ai.standalone.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.util.ArrayList;
import java.util.List;

/** Fields that never change after creation. */
final class Fixed {

    private Fixed() {}

    static List<Cause> fields(ObjectNode object, ObjectNode old, String... dottedPaths) {
        var causes = new ArrayList<Cause>();
        for (var path : dottedPaths) {
            var now = Json.at(object, path.split("\\."));
            if (!now.equals(Json.at(old, path.split("\\.")))) {
                causes.add(Cause.invalid(path, now.isValueNode() ? now.asText() : "object", "field is immutable"));
            }
        }
        return causes;
    }

    /** The data of a ConfigMap or Secret that its author has sealed, and the seal itself. */
    static List<Cause> whenImmutable(ObjectNode object, ObjectNode old) {
        if (!old.path("immutable").asBoolean()) {
            return List.of();
        }
        var causes = new ArrayList<Cause>();
        for (var field : List.of("immutable", "data", "binaryData")) {
            if (!object.path(field).equals(old.path(field))) {
                causes.add(Cause.forbidden(field, "field is immutable when `immutable` is set"));
            }
        }
        return causes;
    }
}

package io.kubesphere.ai.standalone.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.util.ArrayList;
import java.util.List;

/** A volume claim begins Pending; but for its size and its volume's name it stays as it is. */
final class ClaimStrategy implements KindStrategy {

    @Override
    public void prepareForCreate(ObjectNode object) {
        Defaults.text(Json.child(object, "spec"), "volumeMode", "Filesystem");
        Json.child(object, "status").put("phase", "Pending");
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode old) {
        Defaults.text(Json.child(object, "spec"), "volumeMode", "Filesystem");
    }

    @Override
    public List<Cause> validate(ObjectNode object) {
        var causes = new ArrayList<Cause>();
        if (Json.at(object, "spec", "accessModes").isEmpty()) {
            causes.add(Cause.required("spec.accessModes", "at least 1 access mode is required"));
        }
        if (!Json.at(object, "spec", "resources", "requests").has("storage")) {
            causes.add(Cause.required("spec.resources[storage]", ""));
        }
        return causes;
    }

    @Override
    public List<Cause> validateUpdate(ObjectNode object, ObjectNode old) {
        if (fixedPart(object).equals(fixedPart(old))) {
            return List.of();
        }
        return List.of(
                Cause.forbidden(
                        "spec",
                        "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims"));
    }

    private static ObjectNode fixedPart(ObjectNode claim) {
        var spec = claim.path("spec") instanceof ObjectNode object ? object.deepCopy() : Json.object();
        spec.remove(List.of("resources", "volumeName", "volumeAttributesClassName", "storageClassName"));
        return spec;
    }
}

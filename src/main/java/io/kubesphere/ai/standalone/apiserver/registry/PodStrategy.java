package io.kubesphere.ai.standalone.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Pods begin Pending, with the defaults that runners rely on; nearly all of their spec is fixed. */
final class PodStrategy implements KindStrategy {

    private static final Set<String> CHANGEABLE = Set.of("activeDeadlineSeconds", "tolerations", "schedulingGates");

    @Override
    public void prepareForCreate(ObjectNode object) {
        PodDefaults.apply(Json.child(object, "spec"));
        Json.child(object, "status").put("phase", "Pending").put("qosClass", PodDefaults.qosClass(object.path("spec")));
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode old) {
        PodDefaults.apply(Json.child(object, "spec"));
    }

    @Override
    public List<Cause> validate(ObjectNode object) {
        var containers = object.path("spec").path("containers");
        if (containers.isEmpty()) {
            return List.of(Cause.required("spec.containers", ""));
        }
        var causes = new ArrayList<Cause>();
        for (var i = 0; i < containers.size(); i++) {
            for (var field : List.of("name", "image")) {
                if (Json.text(containers.path(i), field).isEmpty()) {
                    causes.add(Cause.required("spec.containers[" + i + "]." + field, ""));
                }
            }
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
                        "pod updates may not change fields other than"
                                + " `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,"
                                + "`spec.tolerations` (only additions to existing tolerations),"
                                + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)"));
    }

    private static ObjectNode fixedPart(ObjectNode pod) {
        var spec = pod.path("spec") instanceof ObjectNode object ? object.deepCopy() : Json.object();
        spec.remove(CHANGEABLE);
        for (var containers : List.of("containers", "initContainers")) {
            for (var container : spec.path(containers)) {
                ((ObjectNode) container).remove("image");
            }
        }
        return spec;
    }
}

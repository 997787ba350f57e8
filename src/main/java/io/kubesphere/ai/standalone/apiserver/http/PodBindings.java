package io.kubesphere.ai.standalone.apiserver.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.registry.Facet;
import io.kubesphere.ai.standalone.apiserver.registry.Registry;
import io.kubesphere.ai.standalone.apiserver.registry.Target;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;
import java.time.Clock;

/** POST of pods/{name}/binding: gives a pod its node, once, and says so in its conditions. */
record PodBindings(Registry registry, Clock clock) {

    Answer bind(Call call, Target target) {
        var node = Json.text(call.object(), "target", "name");
        registry.update(target, Facet.INTERNAL, pod -> bound(pod, node, target), WriteParameters.of(call));
        return Subresources.success();
    }

    private ObjectNode bound(ObjectNode pod, String node, Target target) {
        var assigned = Json.text(pod, "spec", "nodeName");
        if (!assigned.isEmpty()) {
            var why = "pod " + target.name() + " is already assigned to node \"" + assigned + "\"";
            throw ApiError.conflict(target.resource().id(), target.name(), why);
        }
        Json.child(pod, "spec").put("nodeName", node);
        var conditions = Json.array();
        for (var condition : Json.at(pod, "status", "conditions")) {
            if (!Json.text(condition, "type").equals("PodScheduled")) {
                conditions.add(condition);
            }
        }
        conditions
                .addObject()
                .put("type", "PodScheduled")
                .put("status", "True")
                .put("lastTransitionTime", Meta.time(clock.instant()));
        Json.child(pod, "status").set("conditions", conditions);
        return pod;
    }
}

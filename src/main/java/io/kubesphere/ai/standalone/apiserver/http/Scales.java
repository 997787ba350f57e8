package io.kubesphere.ai.standalone.apiserver.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.http.Answer.Reply;
import io.kubesphere.ai.standalone.apiserver.kinds.ScalePaths;
import io.kubesphere.ai.standalone.apiserver.merge.JsonPatching;
import io.kubesphere.ai.standalone.apiserver.merge.MergePatch;
import io.kubesphere.ai.standalone.apiserver.registry.Facet;
import io.kubesphere.ai.standalone.apiserver.registry.Registry;
import io.kubesphere.ai.standalone.apiserver.registry.Target;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;
import java.util.function.UnaryOperator;

/** The scale subresource: autoscaling/v1 Scale over the paths a kind names. */
final class Scales {

    private final Registry registry;

    Scales(Registry registry) {
        this.registry = registry;
    }

    Answer answer(Call call, Target target) {
        return switch (call.method()) {
            case "GET" -> Reply.json(200, scale(target, registry.get(target).toObject()));
            case "PUT" -> write(call, target, scale -> call.object());
            case "PATCH" -> write(call, target, patching(call));
            default -> throw Router.notAllowed();
        };
    }

    private static UnaryOperator<ObjectNode> patching(Call call) {
        var patch = call.tree();
        var isJsonPatch = call.contentType().equals("application/json-patch+json");
        return scale -> (ObjectNode) (isJsonPatch ? JsonPatching.apply(scale, patch) : MergePatch.apply(scale, patch));
    }

    private Answer write(Call call, Target target, UnaryOperator<ObjectNode> change) {
        var outcome = registry.update(
                target,
                Facet.MAIN,
                live -> {
                    var wanted = change.apply(scale(target, live));
                    var version = Meta.of(wanted).resourceVersion();
                    put(
                            live,
                            paths(target).specReplicas(),
                            Json.at(wanted, "spec", "replicas").asInt());
                    Meta.of(live).put("resourceVersion", version);
                    return live;
                },
                WriteParameters.of(call));
        return Reply.json(200, scale(target, outcome.object()));
    }

    private static ScalePaths paths(Target target) {
        return target.resource().features().scale().orElseThrow();
    }

    private static ObjectNode scale(Target target, ObjectNode object) {
        var paths = paths(target);
        var scale = Json.object();
        scale.put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        var from = Meta.of(object);
        var meta = Meta.of(scale).put("name", from.name());
        if (!from.namespace().isEmpty()) {
            meta.put("namespace", from.namespace());
        }
        meta.put("uid", from.uid()).put("resourceVersion", from.resourceVersion());
        meta.put("creationTimestamp", from.text("creationTimestamp"));
        scale.putObject("spec")
                .put("replicas", CustomColumns.at(object, paths.specReplicas()).asInt());
        var status = scale.putObject("status");
        status.put("replicas", CustomColumns.at(object, paths.statusReplicas()).asInt());
        var selector = CustomColumns.at(object, paths.labelSelector());
        if (!paths.labelSelector().isEmpty() && selector.isTextual()) {
            status.set("selector", selector);
        }
        return scale;
    }

    private static void put(ObjectNode object, String path, int replicas) {
        var fields = path.substring(1).split("\\.");
        var node = object;
        for (var i = 0; i < fields.length - 1; i++) {
            node = Json.child(node, fields[i]);
        }
        node.put(fields[fields.length - 1], replicas);
    }
}

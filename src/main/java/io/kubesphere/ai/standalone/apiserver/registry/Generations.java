package io.kubesphere.ai.standalone.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.kinds.ApiResource;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;
import java.util.Set;

/** metadata.generation: counts changes of what the user wants, for kinds that have such a count. */
final class Generations {

    private static final Set<String> GROUPS =
            Set.of("apps", "batch", "networking.k8s.io", "policy", "autoscaling", "apiextensions.k8s.io");

    private Generations() {}

    static void first(ObjectNode object, ApiResource resource) {
        Meta.of(object).remove("generation");
        if (counts(resource)) {
            Meta.of(object).generation(1);
        }
    }

    static void next(ObjectNode object, ObjectNode old, ApiResource resource) {
        if (counts(resource) && !wish(object, resource).equals(wish(old, resource))) {
            Meta.of(object).generation(Meta.of(old).generation() + 1);
        }
    }

    private static boolean counts(ApiResource resource) {
        return resource.isCustom() || GROUPS.contains(resource.group());
    }

    private static ObjectNode wish(ObjectNode object, ApiResource resource) {
        var wish = object.deepCopy();
        wish.remove("metadata");
        if (resource.features().hasStatus()) {
            wish.remove("status");
        }
        return wish;
    }
}

package io.kubesphere.ai.standalone.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;

/** A namespace is held by the "kubernetes" finalizer in its spec until its content is gone. */
final class NamespaceStrategy implements KindStrategy {

    static final String NAME_LABEL = "kubernetes.io/metadata.name";

    @Override
    public void prepareForCreate(ObjectNode object) {
        Json.child(object, "spec").putArray("finalizers").add("kubernetes");
        Json.child(object, "status").put("phase", "Active");
        label(object);
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode old) {
        object.set("spec", old.path("spec").deepCopy());
        label(object);
    }

    private static void label(ObjectNode object) {
        var meta = Meta.of(object);
        Json.child(meta.node(), "labels").put(NAME_LABEL, meta.name());
    }
}

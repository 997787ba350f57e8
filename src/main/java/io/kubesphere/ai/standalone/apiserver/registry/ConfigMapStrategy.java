package io.kubesphere.ai.standalone.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import java.util.List;

/** A ConfigMap may be sealed by its author. */
final class ConfigMapStrategy implements KindStrategy {

    @Override
    public List<Cause> validateUpdate(ObjectNode object, ObjectNode old) {
        return Fixed.whenImmutable(object, old);
    }
}

package io.kubesphere.ai.standalone.apiserver.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Built-in kinds are taken as they come: no schema, no defaults beyond what the registry does for single kinds. */
public record BuiltInRules() implements ObjectRules {

    @Override
    public List<String> prune(ObjectNode object) {
        var unknown = new ArrayList<String>();
        if (object.get("metadata") instanceof ObjectNode metadata) {
            metadata.fieldNames().forEachRemaining(name -> {
                if (!MetadataType.FIELDS.contains(name)) {
                    unknown.add("metadata." + name);
                }
            });
            metadata.retain(MetadataType.FIELDS);
        }
        return List.copyOf(unknown);
    }

    @Override
    public void applyDefaults(ObjectNode object) {}

    @Override
    public List<Cause> validate(ObjectNode object, Optional<ObjectNode> old) {
        return List.of();
    }

    @Override
    public FieldType type() {
        return BuiltInType.ROOT;
    }
}

package io.kubesphere.ai.standalone.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.kinds.ApiResource;
import io.kubesphere.ai.standalone.apiserver.registry.WriteOptions.FieldValidation;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings an incoming object into shape and refuses it where it breaks rules; the same for create and update. */
final class Vetting {

    private final Strategies strategies;

    Vetting(Strategies strategies) {
        this.strategies = strategies;
    }

    /** Drops unknown fields; the answer is what to warn the caller of. */
    List<String> prune(ObjectNode object, ApiResource resource, FieldValidation validation) {
        var unknown = resource.rules().prune(object);
        var sentences =
                unknown.stream().map(path -> "unknown field \"" + path + "\"").toList();
        if (validation == FieldValidation.STRICT && !unknown.isEmpty()) {
            throw ApiError.badRequest(resource.kind() + " in version \"" + resource.version()
                    + "\" cannot be handled as a " + resource.kind() + ": strict decoding error: "
                    + String.join(", ", sentences));
        }
        return validation == FieldValidation.WARN ? sentences : List.of();
    }

    void create(ObjectNode object, ApiResource resource) {
        var strategy = strategies.of(resource.id());
        resource.rules().applyDefaults(object);
        strategy.prepareForCreate(object);
        var causes = new ArrayList<>(MetadataRules.validate(object, resource));
        causes.addAll(resource.rules().validate(object, Optional.empty()));
        causes.addAll(strategy.validate(object));
        refuse(object, resource, causes);
    }

    void update(ObjectNode object, ObjectNode old, ApiResource resource, Facet facet) {
        var strategy = strategies.of(resource.id());
        resource.rules().applyDefaults(object);
        if (facet == Facet.INTERNAL) {
            return;
        }
        if (facet == Facet.MAIN) {
            strategy.prepareForUpdate(object, old);
        }
        var causes = new ArrayList<>(MetadataRules.validate(object, resource));
        causes.addAll(MetadataRules.validateUpdate(object, old));
        causes.addAll(resource.rules().validate(object, Optional.of(old)));
        if (facet == Facet.MAIN) {
            causes.addAll(strategy.validate(object));
            causes.addAll(strategy.validateUpdate(object, old));
        }
        refuse(object, resource, causes);
    }

    private static void refuse(ObjectNode object, ApiResource resource, List<Cause> causes) {
        if (!causes.isEmpty()) {
            throw ApiError.invalid(
                    resource.group(), resource.kind(), Meta.of(object).name(), causes);
        }
    }
}

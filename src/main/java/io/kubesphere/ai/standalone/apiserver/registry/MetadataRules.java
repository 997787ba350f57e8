package io.kubesphere.ai.standalone.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.kinds.ApiResource;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;
import io.kubesphere.ai.standalone.apiserver.wire.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What every object's type and metadata must be (apimachinery's ValidateObjectMeta). */
final class MetadataRules {

    private MetadataRules() {}

    /** Refuses a body of another kind, version or namespace than the path, and fills in the namespace. */
    static void matchPath(ObjectNode object, Target target) {
        var resource = target.resource();
        var kind = object.path("kind").asText(resource.kind());
        var version = object.path("apiVersion").asText(resource.apiVersion());
        if (!kind.equals(resource.kind()) || !version.equals(resource.apiVersion())) {
            throw ApiError.badRequest("the object provided is " + version + ", Kind=" + kind + ", expected "
                    + resource.apiVersion() + ", Kind=" + resource.kind());
        }
        object.put("apiVersion", resource.apiVersion()).put("kind", resource.kind());
        var meta = Meta.of(object);
        if (!resource.namespaced()) {
            meta.remove("namespace");
            return;
        }
        if (!meta.namespace().isEmpty() && !meta.namespace().equals(target.namespace())) {
            throw ApiError.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the" + " request");
        }
        meta.put("namespace", target.namespace());
    }

    static List<Cause> validate(ObjectNode object, ApiResource resource) {
        var causes = new ArrayList<Cause>();
        var meta = Meta.of(object);
        nameFault(meta.name(), resource)
                .ifPresent(fault -> causes.add(Cause.invalid("metadata.name", meta.name(), fault)));
        meta.labels().forEach((key, value) -> {
            Names.labelKeyFault(key).ifPresent(fault -> causes.add(Cause.invalid("metadata.labels", key, fault)));
            Names.labelValueFault(value).ifPresent(fault -> causes.add(Cause.invalid("metadata.labels", value, fault)));
        });
        Meta.strings(meta.node().path("annotations")).keySet().forEach(key -> Names.labelKeyFault(key)
                .ifPresent(fault -> causes.add(Cause.invalid("metadata.annotations", key, fault))));
        for (var finalizer : meta.finalizers()) {
            Names.labelKeyFault(finalizer)
                    .ifPresent(fault -> causes.add(Cause.invalid("metadata.finalizers", finalizer, fault)));
        }
        for (var owner : meta.ownerReferences()) {
            for (var field : List.of("apiVersion", "kind", "name", "uid")) {
                if (owner.path(field).asText("").isEmpty()) {
                    causes.add(Cause.invalid("metadata.ownerReferences." + field, "", field + " must not be empty"));
                }
            }
        }
        return causes;
    }

    private static Optional<String> nameFault(String name, ApiResource resource) {
        if (resource.group().equals("rbac.authorization.k8s.io")) {
            return Names.pathSegmentFault(name);
        }
        return switch (resource.plural()) {
            case "namespaces", "services" -> Names.labelFault(name);
            default -> Names.subdomainFault(name);
        };
    }

    static List<Cause> validateUpdate(ObjectNode object, ObjectNode old) {
        var before = Meta.of(old);
        if (!before.isBeingDeleted()) {
            return List.of();
        }
        var added = new ArrayList<>(Meta.of(object).finalizers());
        added.removeAll(before.finalizers());
        if (added.isEmpty()) {
            return List.of();
        }
        var why = "no new finalizers can be added if the object is being deleted, found new finalizers []string{\""
                + String.join("\", \"", added) + "\"}";
        return List.of(Cause.forbidden("metadata.finalizers", why));
    }
}

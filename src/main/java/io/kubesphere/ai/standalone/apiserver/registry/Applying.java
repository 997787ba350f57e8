package io.kubesphere.ai.standalone.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.merge.FieldOwner;
import io.kubesphere.ai.standalone.apiserver.merge.Ownership;
import io.kubesphere.ai.standalone.apiserver.store.Store;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;
import java.util.List;

/** Server-side apply, which creates what is missing. */
final class Applying {

    private final Store store;
    private final Creation creation;
    private final Updating updating;
    private final Ownership ownership;

    Applying(Store store, Creation creation, Updating updating, Ownership ownership) {
        this.store = store;
        this.creation = creation;
        this.updating = updating;
        this.ownership = ownership;
    }

    /** One apply, its configuration checked. */
    private record Request(Target target, Facet facet, ObjectNode configuration, WriteOptions options) {
        FieldOwner owner() {
            var apiVersion = target.resource().apiVersion();
            return new FieldOwner(options.fieldManager(), FieldOwner.Operation.APPLY, apiVersion, facet.subresource());
        }
    }

    Outcome apply(Target target, Facet facet, ObjectNode body, WriteOptions options) {
        if (options.fieldManager().isEmpty()) {
            var cause = Cause.required("fieldManager", "is required for apply patch");
            throw ApiError.invalid("meta.k8s.io", "PatchOptions", "", List.of(cause));
        }
        var request = new Request(target, facet, checked(body, target, facet), options);
        return store.locked(() -> {
            if (store.get(target.place()).isPresent()) {
                return updating.update(target, new Updating.Change(facet, live -> over(live, request), false), options);
            }
            if (facet == Facet.STATUS) {
                throw ApiError.notFound(target.resource().id(), target.name());
            }
            return create(request);
        });
    }

    private Outcome create(Request request) {
        var target = request.target();
        var meta = Meta.of(request.configuration());
        if (!meta.resourceVersion().isEmpty() || !meta.uid().isEmpty()) {
            var why = "the object does not exist, but the applied configuration has a resourceVersion or uid";
            throw ApiError.conflict(target.resource().id(), target.name(), why);
        }
        return creation.createApplied(target, over(Updating.blank(target), request), request.options());
    }

    private ObjectNode over(ObjectNode live, Request request) {
        var force = request.options().force();
        var application = new Ownership.Application(request.configuration(), request.owner(), force);
        return ownership.apply(
                live, application, request.target().resource().rules().type());
    }

    private static ObjectNode checked(ObjectNode body, Target target, Facet facet) {
        var configuration = body.deepCopy();
        if (Json.text(body, "kind").isEmpty() || Json.text(body, "apiVersion").isEmpty()) {
            throw ApiError.badRequest("apply patch must have apiVersion and kind");
        }
        MetadataRules.matchPath(configuration, target);
        var meta = Meta.of(configuration);
        if (!meta.node().path("managedFields").isEmpty()) {
            throw ApiError.badRequest("metadata.managedFields must be nil");
        }
        if (meta.name().isEmpty()) {
            meta.put("name", target.name());
        }
        refuseUnknown(configuration, target);
        restrict(configuration, target, facet);
        return configuration;
    }

    /** An apply never drops fields silently, whatever fieldValidation says: typed conversion fails on them. */
    private static void refuseUnknown(ObjectNode configuration, Target target) {
        var unknown = target.resource().rules().prune(configuration.deepCopy());
        if (!unknown.isEmpty()) {
            var resource = target.resource();
            throw ApiError.of(
                    500,
                    "",
                    "failed to create typed patch object (" + target.namespace() + "/" + target.name()
                            + "; " + resource.apiVersion() + ", Kind=" + resource.kind() + "): ." + unknown.get(0)
                            + ": field not declared in schema");
        }
    }

    /** An apply to a subresource owns nothing outside it, and one to the object nothing of a separate status. */
    private static void restrict(ObjectNode configuration, Target target, Facet facet) {
        if (facet == Facet.STATUS) {
            configuration.retain("apiVersion", "kind", "metadata", "status");
            Meta.of(configuration).node().retain("name", "namespace", "uid", "resourceVersion");
        } else if (target.resource().features().hasStatus()) {
            configuration.remove("status");
        }
    }
}

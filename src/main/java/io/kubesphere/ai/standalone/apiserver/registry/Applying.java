package io.kubesphere.ai.standalone.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.merge.Manager;
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

    Outcome apply(Target target, Facet facet, ObjectNode body, WriteOptions options) {
        if (options.fieldManager().isEmpty()) {
            var cause = Cause.required("fieldManager", "is required for apply patch");
            throw ApiError.invalid("meta.k8s.io", "PatchOptions", "", List.of(cause));
        }
        var configuration = checked(body, target, facet);
        return store.locked(() -> {
            var exists = store.get(target.place()).isPresent();
            if (!exists && facet == Facet.STATUS) {
                throw ApiError.notFound(target.resource().id(), target.name());
            }
            if (exists) {
                var change =
                        new Updating.Change(facet, live -> merged(live, target, configuration, facet, options), false);
                return updating.update(target, change, options);
            }
            return create(target, configuration, options);
        });
    }

    private Outcome create(Target target, ObjectNode configuration, WriteOptions options) {
        if (!Meta.of(configuration).resourceVersion().isEmpty()
                || !Meta.of(configuration).uid().isEmpty()) {
            throw ApiError.conflict(
                    target.resource().id(),
                    target.name(),
                    "the object does not exist, but the applied" + " configuration has a resourceVersion or uid");
        }
        var object = merged(Updating.blank(target), target, configuration, Facet.MAIN, options);
        return creation.createApplied(target, object, options);
    }

    private ObjectNode merged(
            ObjectNode live, Target target, ObjectNode configuration, Facet facet, WriteOptions options) {
        var manager = new Manager(
                options.fieldManager(),
                Manager.Operation.APPLY,
                target.resource().apiVersion(),
                facet.subresource());
        var application = new Ownership.Application(configuration, manager, options.force());
        return ownership.apply(live, application, target.resource().rules().type());
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

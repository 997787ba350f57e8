package io.kubesphere.ai.standalone.apiserver.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.kinds.ApiResource;
import io.kubesphere.ai.standalone.apiserver.kinds.Catalog;
import io.kubesphere.ai.standalone.apiserver.merge.FieldOwner;
import io.kubesphere.ai.standalone.apiserver.merge.Ownership;
import io.kubesphere.ai.standalone.apiserver.store.Store;
import io.kubesphere.ai.standalone.apiserver.store.Stored;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;
import java.util.List;
import java.util.function.UnaryOperator;

/** Every change of an existing object: PUT, PATCH and the server's own. */
final class Updating {

    private static final List<String> SERVER_METADATA = List.of(
            "name",
            "namespace",
            "generateName",
            "uid",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "generation",
            "resourceVersion",
            "selfLink");

    private final Store store;
    private final Vetting vetting;
    private final Ownership ownership;

    Updating(Store store, Vetting vetting, Ownership ownership) {
        this.store = store;
        this.vetting = vetting;
        this.ownership = ownership;
    }

    /** What to do to which part of an object. {@code tracked} is false when the change itself keeps managedFields. */
    record Change(Facet facet, UnaryOperator<ObjectNode> to, boolean tracked) {

        static Change of(Facet facet, UnaryOperator<ObjectNode> to) {
            return new Change(facet, to, true);
        }
    }

    Outcome update(Target target, Change change, WriteOptions options) {
        return store.locked(() -> {
            var stored = store.get(target.place())
                    .orElseThrow(() -> ApiError.notFound(target.resource().id(), target.name()));
            return update(target, stored, change, options);
        });
    }

    private Outcome update(Target target, Stored stored, Change change, WriteOptions options) {
        var resource = target.resource();
        var old = stored.toObject();
        var object = change.to().apply(stored.toObject());
        MetadataRules.matchPath(object, target);
        refuseStale(object, old, target);
        var warnings = vetting.prune(object, resource, options.fieldValidation());
        keepWhatIsNotTheirs(object, old, change, resource);
        if (change.tracked()) {
            resource.rules().applyDefaults(object);
            var manager = new FieldOwner(
                    options.fieldManager(),
                    FieldOwner.Operation.UPDATE,
                    resource.apiVersion(),
                    change.facet().subresource());
            ownership.track(old, object, manager, resource.rules().type());
        }
        vetting.update(object, old, resource, change.facet());
        if (change.facet() != Facet.STATUS) {
            Generations.next(object, old, resource);
        }
        if (!options.dryRun() && !object.equals(old)) {
            write(stored, object);
        }
        return new Outcome(object, false, warnings);
    }

    private void write(Stored stored, ObjectNode object) {
        if (isFinished(stored, object)) {
            store.remove(store.put(stored.place(), object));
        } else {
            store.put(stored.place(), object);
        }
    }

    /** Whether nothing holds a deleted object back any more. */
    private static boolean isFinished(Stored stored, ObjectNode object) {
        var meta = Meta.of(object);
        return meta.isBeingDeleted()
                && meta.finalizers().isEmpty()
                && meta.node().path("deletionGracePeriodSeconds").asLong() == 0
                && !isHeldNamespace(stored, object);
    }

    private static boolean isHeldNamespace(Stored stored, ObjectNode object) {
        return stored.place().kind().equals(Catalog.NAMESPACES)
                && !object.path("spec").path("finalizers").isEmpty();
    }

    private static void refuseStale(ObjectNode object, ObjectNode old, Target target) {
        var theirs = Meta.of(object);
        var ours = Meta.of(old);
        var id = target.resource().id();
        if (!theirs.name().isEmpty() && !theirs.name().equals(target.name())) {
            throw ApiError.badRequest("the name of the object (" + theirs.name()
                    + ") does not match the name on the URL (" + target.name() + ")");
        }
        if (!theirs.uid().isEmpty() && !theirs.uid().equals(ours.uid())) {
            throw ApiError.conflict(
                    id,
                    target.name(),
                    "Precondition failed: UID in precondition: " + theirs.uid() + ", UID in object meta: "
                            + ours.uid());
        }
        if (!theirs.resourceVersion().isEmpty() && !theirs.resourceVersion().equals(ours.resourceVersion())) {
            throw ApiError.modified(id, target.name());
        }
    }

    private static void keepWhatIsNotTheirs(ObjectNode object, ObjectNode old, Change change, ApiResource resource) {
        if (change.facet() == Facet.INTERNAL) {
            return;
        }
        if (change.facet() == Facet.STATUS) {
            var managed = Meta.of(object).node().get("managedFields");
            var status = object.get("status");
            object.removeAll();
            object.setAll(old.deepCopy());
            copy(object, "status", status);
            copy(Meta.of(object).node(), "managedFields", managed);
            return;
        }
        var metadata = Meta.of(object).node();
        var before = Meta.of(old).node();
        SERVER_METADATA.forEach(field -> copy(metadata, field, before.get(field)));
        if (resource.features().hasStatus()) {
            copy(object, "status", old.get("status"));
        }
    }

    private static void copy(ObjectNode to, String field, JsonNode value) {
        if (value == null) {
            to.remove(field);
        } else {
            to.set(field, value);
        }
    }

    /** A fresh object of the target's kind and name, which an apply fills. */
    static ObjectNode blank(Target target) {
        var blank = Json.object();
        blank.put("apiVersion", target.resource().apiVersion())
                .put("kind", target.resource().kind());
        var meta = Meta.of(blank).put("name", target.name());
        if (target.resource().namespaced()) {
            meta.put("namespace", target.namespace());
        }
        return blank;
    }
}

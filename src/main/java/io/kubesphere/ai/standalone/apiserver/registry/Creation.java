package io.kubesphere.ai.standalone.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.merge.FieldOwner;
import io.kubesphere.ai.standalone.apiserver.merge.Ownership;
import io.kubesphere.ai.standalone.apiserver.store.Store;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** POST to a collection, and the create half of an apply. */
final class Creation {

    private static final String NAME_LETTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final int GENERATED_LETTERS = 5;
    private static final int LONGEST_BASE = 58;

    private final Store store;
    private final Vetting vetting;
    private final Ownership ownership;
    private final Clock clock;

    Creation(Store store, Vetting vetting, Ownership ownership, Clock clock) {
        this.store = store;
        this.vetting = vetting;
        this.ownership = ownership;
        this.clock = clock;
    }

    Outcome create(Target target, ObjectNode body, WriteOptions options) {
        var object = body.deepCopy();
        MetadataRules.matchPath(object, target);
        name(object, target);
        var warnings = vetting.prune(object, target.resource(), options.fieldValidation());
        Meta.of(object).remove("managedFields");
        // before ownership is recorded: who creates an object owns the defaults it got
        target.resource().rules().applyDefaults(object);
        return store.locked(() -> {
            stamp(object, target);
            var manager = new FieldOwner(
                    options.fieldManager(),
                    FieldOwner.Operation.UPDATE,
                    target.resource().apiVersion(),
                    "");
            ownership.track(
                    Json.object(), object, manager, target.resource().rules().type());
            vetting.create(object, target.resource());
            return stored(target, object, options, warnings);
        });
    }

    /** Creates what an apply made out of nothing; its managedFields are already there. */
    Outcome createApplied(Target target, ObjectNode object, WriteOptions options) {
        stamp(object, target);
        vetting.create(object, target.resource());
        return stored(target, object, options, List.of());
    }

    private Outcome stored(Target target, ObjectNode object, WriteOptions options, List<String> warnings) {
        refuseWithoutNamespace(target);
        var place = target.named(Meta.of(object).name()).place();
        if (store.get(place).isPresent()) {
            throw ApiError.alreadyExists(place.kind(), place.name());
        }
        if (!options.dryRun()) {
            store.put(place, object);
        }
        return new Outcome(object, true, warnings);
    }

    private void refuseWithoutNamespace(Target target) {
        if (!target.resource().namespaced()) {
            return;
        }
        var namespace = store.get(Places.namespace(target.namespace()))
                .orElseThrow(() -> ApiError.notFound(Places.namespace("").kind(), target.namespace()));
        if (namespace.isBeingDeleted()) {
            var why = "unable to create new content in namespace " + target.namespace()
                    + " because it is being terminated";
            var cause = new Cause(
                    Cause.Reason.NAMESPACE_TERMINATING,
                    "namespace " + target.namespace() + " is being terminated",
                    "metadata.namespace");
            throw ApiError.forbidden(target.resource().id(), target.name(), why, List.of(cause));
        }
    }

    private static void name(ObjectNode object, Target target) {
        var meta = Meta.of(object);
        if (!target.name().isEmpty()) {
            meta.put("name", target.name());
        }
        if (!meta.resourceVersion().isEmpty()) {
            throw ApiError.badRequest("resourceVersion should not be set on objects to be created");
        }
        if (meta.name().isEmpty() && !meta.text("generateName").isEmpty()) {
            var base = meta.text("generateName");
            meta.put("name", base.substring(0, Math.min(LONGEST_BASE, base.length())) + letters());
        }
        if (meta.name().isEmpty()) {
            var cause = Cause.required("metadata.name", "name or generateName is required");
            throw ApiError.invalid(target.resource().group(), target.resource().kind(), "", List.of(cause));
        }
    }

    private static String letters() {
        return ThreadLocalRandom.current()
                .ints(GENERATED_LETTERS, 0, NAME_LETTERS.length())
                .mapToObj(NAME_LETTERS::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }

    private void stamp(ObjectNode object, Target target) {
        var meta = Meta.of(object);
        List.of("deletionTimestamp", "deletionGracePeriodSeconds", "selfLink").forEach(meta::remove);
        meta.put("uid", UUID.randomUUID().toString());
        meta.put("creationTimestamp", Meta.time(clock.instant()));
        Generations.first(object, target.resource());
        // a node registers itself with its status (the kubelet's way), all others begin without one
        if (target.resource().features().hasStatus() && !target.resource().isBuiltIn("", "nodes")) {
            object.remove("status");
        }
    }
}

package io.kubesphere.ai.standalone.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.kinds.Catalog;
import io.kubesphere.ai.standalone.apiserver.store.Store;
import io.kubesphere.ai.standalone.apiserver.store.Stored;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;
import java.time.Clock;
import java.util.Set;

/** DELETE: at once where nothing holds the object, otherwise a mark that finalizers or the kubelet act on. */
final class Deletion {

    static final String FOREGROUND = "foregroundDeletion";
    static final String ORPHAN = "orphan";
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");
    private static final long DEFAULT_GRACE_SECONDS = 30;

    private final Store store;
    private final Clock clock;

    Deletion(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The body of the answer: the marked object while it stays, a Status once it is gone. */
    ObjectNode delete(Target target, DeleteOptions options) {
        return store.locked(() -> {
            var stored = store.get(target.place())
                    .orElseThrow(() -> ApiError.notFound(target.resource().id(), target.name()));
            return delete(stored, options);
        });
    }

    ObjectNode delete(Stored stored, DeleteOptions options) {
        refuseUnmet(stored, options);
        var object = stored.toObject();
        var meta = Meta.of(object);
        mark(meta, options.propagation());
        var grace = grace(stored, object, options);
        if (grace == 0 && meta.finalizers().isEmpty() && !isNamespace(stored)) {
            if (!options.dryRun()) {
                store.remove(stored);
            }
            return success(stored);
        }
        if (!meta.isBeingDeleted()) {
            bumpGeneration(meta);
            if (isNamespace(stored)) {
                Json.child(object, "status").put("phase", "Terminating");
            }
        }
        if (!meta.isBeingDeleted()
                || grace < meta.node().path("deletionGracePeriodSeconds").asLong()) {
            meta.put("deletionTimestamp", Meta.time(clock.instant().plusSeconds(grace)));
            meta.node().put("deletionGracePeriodSeconds", (int) grace);
        }
        if (!options.dryRun() && !object.equals(stored.toObject())) {
            store.put(stored.place(), object);
        }
        return object;
    }

    private static void bumpGeneration(Meta meta) {
        if (meta.generation() > 0) {
            meta.generation(meta.generation() + 1);
        }
    }

    private static boolean isNamespace(Stored stored) {
        return stored.place().kind().equals(Catalog.NAMESPACES);
    }

    private static void refuseUnmet(Stored stored, DeleteOptions options) {
        var place = stored.place();
        if (!options.uid().isEmpty() && !options.uid().equals(stored.uid())) {
            throw ApiError.conflict(
                    place.kind(),
                    place.name(),
                    "the UID in the precondition (" + options.uid() + ") does not match the UID in record ("
                            + stored.uid() + "). The object might have been deleted and then recreated");
        }
        var version = Long.toString(stored.revision());
        if (!options.resourceVersion().isEmpty() && !options.resourceVersion().equals(version)) {
            throw ApiError.conflict(
                    place.kind(),
                    place.name(),
                    "the ResourceVersion in the precondition (" + options.resourceVersion()
                            + ") does not match the ResourceVersion in record (" + version
                            + "). The object might have been modified");
        }
    }

    private static void mark(Meta meta, DeleteOptions.Propagation propagation) {
        switch (propagation) {
            case UNSPECIFIED -> {}
            case FOREGROUND -> {
                meta.removeFinalizer(ORPHAN);
                meta.addFinalizer(FOREGROUND);
            }
            case ORPHAN -> {
                meta.removeFinalizer(FOREGROUND);
                meta.addFinalizer(ORPHAN);
            }
            case BACKGROUND -> {
                meta.removeFinalizer(FOREGROUND);
                meta.removeFinalizer(ORPHAN);
            }
        }
    }

    /** Only a pod that a kubelet may be running is given time; the kubelet then deletes it with zero. */
    private static long grace(Stored stored, ObjectNode object, DeleteOptions options) {
        var spec = object.path("spec");
        var isRunning = stored.place().kind().equals(Catalog.PODS)
                && !spec.path("nodeName").asText("").isEmpty()
                && !ENDED.contains(Json.text(object, "status", "phase"));
        if (!isRunning) {
            return 0;
        }
        return options.gracePeriodSeconds()
                .orElseGet(() -> spec.path("terminationGracePeriodSeconds").asLong(DEFAULT_GRACE_SECONDS));
    }

    private static ObjectNode success(Stored stored) {
        var status = Json.object();
        status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
        status.put("status", "Success");
        var details = status.putObject("details").put("name", stored.place().name());
        if (!stored.place().kind().group().isEmpty()) {
            details.put("group", stored.place().kind().group());
        }
        details.put("kind", stored.place().kind().resource()).put("uid", stored.uid());
        return status;
    }
}

package io.kubesphere.ai.standalone.apiserver.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.registry.DeleteOptions.Propagation;
import io.kubesphere.ai.standalone.apiserver.store.Change;
import io.kubesphere.ai.standalone.apiserver.store.Store;
import io.kubesphere.ai.standalone.apiserver.store.Stored;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Deletes what no longer has an owner, and carries out foreground and orphan deletions. It looks at one uid at a time,
 * and always at the present state, so that it may be asked too often.
 */
final class GarbageCollector implements Cascades.Worker {

    private final Store store;
    private final Deletion deletion;

    GarbageCollector(Store store, Deletion deletion) {
        this.store = store;
        this.deletion = deletion;
    }

    @Override
    public Set<String> concerns(Change change) {
        var uids = new HashSet<>(change.object().owners());
        change.previous().ifPresent(previous -> uids.addAll(previous.owners()));
        var stored = change.object();
        if (change.type() == Change.Type.DELETED
                || stored.isBeingDeleted()
                || !stored.owners().isEmpty()) {
            uids.add(stored.uid());
        }
        return uids;
    }

    @Override
    public void examine(String uid) {
        store.locked(() -> {
            store.byUid(uid)
                    .ifPresentOrElse(this::present, () -> store.ownedBy(uid).forEach(this::dependent));
            return uid;
        });
    }

    private void present(Stored stored) {
        if (!stored.owners().isEmpty()) {
            dependent(stored);
        }
        var object = stored.toObject();
        var meta = Meta.of(object);
        if (!meta.isBeingDeleted()) {
            return;
        }
        if (meta.finalizers().contains(Deletion.FOREGROUND)) {
            foreground(stored);
        }
        if (meta.finalizers().contains(Deletion.ORPHAN)) {
            store.ownedBy(stored.uid()).forEach(dependent -> disown(dependent, Set.of(stored.uid())));
            dropFinalizer(stored, Deletion.ORPHAN);
        }
    }

    private void dependent(Stored stored) {
        if (store.byUid(stored.uid()).isEmpty() || stored.isBeingDeleted()) {
            return;
        }
        var missing = new HashSet<String>();
        var present = 0;
        for (var owner : stored.owners()) {
            if (store.byUid(owner).filter(found -> canOwn(found, stored)).isPresent()) {
                present++;
            } else {
                missing.add(owner);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        if (present > 0) {
            disown(stored, missing);
            return;
        }
        deletion.delete(stored, DeleteOptions.of(Propagation.BACKGROUND));
    }

    private static boolean canOwn(Stored owner, Stored dependent) {
        var namespace = owner.place().namespace();
        return namespace.isEmpty() || namespace.equals(dependent.place().namespace());
    }

    private void foreground(Stored owner) {
        for (var dependent : store.ownedBy(owner.uid())) {
            if (dependent.isBeingDeleted() || hasOtherOwner(dependent, owner)) {
                continue;
            }
            var hasDependents = !store.ownedBy(dependent.uid()).isEmpty();
            var propagation = hasDependents ? Propagation.FOREGROUND : Propagation.UNSPECIFIED;
            deletion.delete(dependent, DeleteOptions.of(propagation));
        }
        var blocking = store.ownedBy(owner.uid()).stream().anyMatch(dependent -> blocks(dependent, owner.uid()));
        if (!blocking) {
            store.byUid(owner.uid()).ifPresent(now -> dropFinalizer(now, Deletion.FOREGROUND));
        }
    }

    private boolean hasOtherOwner(Stored dependent, Stored owner) {
        return dependent.owners().stream()
                .filter(uid -> !uid.equals(owner.uid()))
                .anyMatch(uid -> store.byUid(uid)
                        .filter(other -> !other.isBeingDeleted())
                        .isPresent());
    }

    private static boolean blocks(Stored dependent, String owner) {
        for (var reference : Meta.of(dependent.toObject()).ownerReferences()) {
            if (Json.text(reference, "uid").equals(owner)
                    && reference.path("blockOwnerDeletion").asBoolean()) {
                return true;
            }
        }
        return false;
    }

    private void disown(Stored stored, Set<String> owners) {
        var object = stored.toObject();
        var metadata = Meta.of(object).node();
        var kept = Json.array();
        for (JsonNode reference : Meta.of(object).ownerReferences()) {
            if (!owners.contains(Json.text(reference, "uid"))) {
                kept.add(reference);
            }
        }
        metadata.remove("ownerReferences");
        if (!kept.isEmpty()) {
            metadata.set("ownerReferences", kept);
        }
        store.put(stored.place(), object);
    }

    private void dropFinalizer(Stored stored, String finalizer) {
        var object = stored.toObject();
        Meta.of(object).removeFinalizer(finalizer);
        replaceOrRemove(store, stored, object);
    }

    /** Writes an object that is being deleted, or removes it when that was its last finalizer. */
    static void replaceOrRemove(Store store, Stored stored, ObjectNode object) {
        var meta = Meta.of(object);
        if (meta.finalizers().equals(List.of())
                && meta.node().path("deletionGracePeriodSeconds").asLong() == 0) {
            store.remove(store.put(stored.place(), object));
            return;
        }
        store.put(stored.place(), object);
    }
}

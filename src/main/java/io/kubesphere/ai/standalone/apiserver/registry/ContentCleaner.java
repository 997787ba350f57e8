package io.kubesphere.ai.standalone.apiserver.registry;

import io.kubesphere.ai.standalone.apiserver.kinds.ApiResource;
import io.kubesphere.ai.standalone.apiserver.kinds.Catalog;
import io.kubesphere.ai.standalone.apiserver.registry.DeleteOptions.Propagation;
import io.kubesphere.ai.standalone.apiserver.store.Change;
import io.kubesphere.ai.standalone.apiserver.store.Place;
import io.kubesphere.ai.standalone.apiserver.store.Store;
import io.kubesphere.ai.standalone.apiserver.store.Stored;
import io.kubesphere.ai.standalone.apiserver.wire.GroupResource;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Empties a namespace, or a custom kind, that is being deleted; when nothing is left it lets the container go. */
final class ContentCleaner implements Cascades.Worker {

    private static final String NAMESPACE = "ns/";
    private static final String DEFINITION = "crd/";

    private final Store store;
    private final Catalog catalog;
    private final Deletion deletion;

    ContentCleaner(Store store, Catalog catalog, Deletion deletion) {
        this.store = store;
        this.catalog = catalog;
        this.deletion = deletion;
    }

    @Override
    public Set<String> concerns(Change change) {
        var place = change.object().place();
        var keys = new HashSet<String>();
        if (place.kind().equals(Catalog.NAMESPACES)) {
            keys.add(NAMESPACE + place.name());
        } else if (place.kind().equals(Catalog.DEFINITIONS)) {
            keys.add(DEFINITION + place.name());
        } else if (change.type() == Change.Type.DELETED) {
            keys.add(DEFINITION + place.kind());
            if (!place.namespace().isEmpty()) {
                keys.add(NAMESPACE + place.namespace());
            }
        }
        return keys;
    }

    @Override
    public void examine(String key) {
        if (key.startsWith(NAMESPACE)) {
            terminating(Places.namespace(key.substring(NAMESPACE.length()))).ifPresent(this::namespace);
        } else {
            terminating(new Place(Catalog.DEFINITIONS, "", key.substring(DEFINITION.length())))
                    .ifPresent(this::definition);
        }
    }

    private Optional<Stored> terminating(Place place) {
        return store.get(place).filter(Stored::isBeingDeleted);
    }

    private void namespace(Stored stored) {
        var left = 0;
        for (var kind : catalog.namespaced().map(ApiResource::id).toList()) {
            left += empty(kind, stored.place().name());
        }
        if (left == 0) {
            store.locked(() -> {
                terminating(stored.place()).ifPresent(now -> {
                    var object = now.toObject();
                    Json.child(object, "spec").remove("finalizers");
                    GarbageCollector.replaceOrRemove(store, now, object);
                });
                return stored;
            });
        }
    }

    private void definition(Stored stored) {
        var spec = stored.toObject().path("spec");
        var kind = new GroupResource(Json.text(spec, "group"), Json.text(spec, "names", "plural"));
        if (empty(kind, "") > 0) {
            return;
        }
        store.locked(() -> {
            terminating(stored.place()).ifPresent(now -> {
                var object = now.toObject();
                Meta.of(object).removeFinalizer(DefinitionStrategy.FINALIZER);
                GarbageCollector.replaceOrRemove(store, now, object);
            });
            return stored;
        });
    }

    /** Deletes all objects there; the answer is how many are still held back by something. */
    private int empty(GroupResource kind, String namespace) {
        for (var item : store.list(kind, namespace).items()) {
            store.locked(() -> {
                store.get(item.place())
                        .filter(now -> !now.isBeingDeleted())
                        .ifPresent(now -> deletion.delete(now, DeleteOptions.of(Propagation.BACKGROUND)));
                return item;
            });
        }
        return store.list(kind, namespace).items().size();
    }
}

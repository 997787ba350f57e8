package io.kubesphere.ai.standalone.apiserver.registry;

import io.kubesphere.ai.standalone.apiserver.kinds.Catalog;
import io.kubesphere.ai.standalone.apiserver.store.Change;
import io.kubesphere.ai.standalone.apiserver.store.Place;
import io.kubesphere.ai.standalone.apiserver.store.Store;
import io.kubesphere.ai.standalone.apiserver.wire.GroupResource;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.util.Set;

/** Gives every namespace the service account "default", which pods run as; also when somebody deletes it. */
final class DefaultAccounts implements Cascades.Worker {

    private static final GroupResource ACCOUNTS = new GroupResource("", "serviceaccounts");
    private static final String NAME = "default";

    private final Store store;
    private final Catalog catalog;
    private final Creation creation;

    DefaultAccounts(Store store, Catalog catalog, Creation creation) {
        this.store = store;
        this.catalog = catalog;
        this.creation = creation;
    }

    @Override
    public Set<String> concerns(Change change) {
        var place = change.object().place();
        if (place.kind().equals(Catalog.NAMESPACES)) {
            return Set.of(place.name());
        }
        return place.kind().equals(ACCOUNTS) ? Set.of(place.namespace()) : Set.of();
    }

    @Override
    public void examine(String namespace) {
        store.locked(() -> {
            var lives = store.get(Places.namespace(namespace)).filter(found -> !found.isBeingDeleted());
            if (lives.isPresent()
                    && store.get(new Place(ACCOUNTS, namespace, NAME)).isEmpty()) {
                var target = new Target(catalog.find(ACCOUNTS).orElseThrow(), namespace, NAME);
                creation.create(target, Json.object(), WriteOptions.internal());
            }
            return lives;
        });
    }
}

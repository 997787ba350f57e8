package io.kubesphere.ai.standalone.apiserver.registry;

import io.kubesphere.ai.standalone.apiserver.kinds.ApiResource;
import io.kubesphere.ai.standalone.apiserver.kinds.Catalog;
import io.kubesphere.ai.standalone.apiserver.kinds.CustomKind;
import io.kubesphere.ai.standalone.apiserver.store.Change;
import io.kubesphere.ai.standalone.apiserver.store.Place;
import io.kubesphere.ai.standalone.apiserver.store.Store;
import io.kubesphere.ai.standalone.apiserver.wire.GroupResource;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.util.List;

/** Brings the catalog in step with stored definitions, and makes the objects that every cluster has from the start. */
public final class Bootstrap {

    private final Store store;
    private final Catalog catalog;
    private final Registry registry;

    public Bootstrap(Store store, Catalog catalog, Registry registry) {
        this.store = store;
        this.catalog = catalog;
        this.registry = registry;
    }

    /** Serves what an earlier process had stored, and from now on follows changes of definitions. */
    public void restore() {
        store.list(Catalog.DEFINITIONS, "")
                .items()
                .forEach(definition -> catalog.add(CustomKind.of(definition.toObject())));
        store.indexBy(catalog::fieldsOf);
        store.onChange(this::followDefinitions);
    }

    private void followDefinitions(Change change) {
        var place = change.object().place();
        if (!place.kind().equals(Catalog.DEFINITIONS)) {
            return;
        }
        var definition = change.object().toObject();
        if (change.type() == Change.Type.DELETED) {
            var spec = definition.path("spec");
            catalog.remove(new GroupResource(Json.text(spec, "group"), Json.text(spec, "names", "plural")));
            return;
        }
        catalog.add(CustomKind.of(definition));
    }

    public void createBasics() {
        for (var name : List.of("default", "kube-system", "kube-public", "kube-node-lease")) {
            ensure(resource(Catalog.NAMESPACES), "", name);
        }
    }

    private ApiResource resource(GroupResource id) {
        return catalog.find(id).orElseThrow();
    }

    private void ensure(ApiResource resource, String namespace, String name) {
        if (store.get(new Place(resource.id(), namespace, name)).isEmpty()) {
            registry.create(new Target(resource, namespace, name), Json.object(), WriteOptions.internal());
        }
    }
}

package io.kubesphere.ai.standalone.apiserver.registry;

import io.kubesphere.ai.standalone.apiserver.kinds.ApiResource;
import io.kubesphere.ai.standalone.apiserver.store.Place;

/** The object, or with an empty name the collection, that a request is about. */
public record Target(ApiResource resource, String namespace, String name) {

    public Place place() {
        return new Place(resource.id(), namespace, name);
    }

    public Target named(String other) {
        return new Target(resource, namespace, other);
    }
}

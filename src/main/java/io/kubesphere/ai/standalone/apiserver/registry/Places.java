package io.kubesphere.ai.standalone.apiserver.registry;

import io.kubesphere.ai.standalone.apiserver.kinds.Catalog;
import io.kubesphere.ai.standalone.apiserver.store.Place;

/** Places the server itself looks at. */
final class Places {

    private Places() {}

    static Place namespace(String name) {
        return new Place(Catalog.NAMESPACES, "", name);
    }
}

package io.kubesphere.ai.standalone.apiserver.store;

import io.kubesphere.ai.standalone.apiserver.wire.GroupResource;

/** Where one object lies; the namespace is "" for cluster-scoped kinds. */
public record Place(GroupResource kind, String namespace, String name) {

    /** Sorts as etcd's keys do: by namespace, then by name. */
    String key() {
        return namespace + "/" + name;
    }

    String diskKey() {
        return kind.group() + "/" + kind.resource() + "/" + key();
    }

    static Place ofDiskKey(String key) {
        var parts = key.split("/", 4);
        return new Place(new GroupResource(parts[0], parts[1]), parts[2], parts[3]);
    }
}

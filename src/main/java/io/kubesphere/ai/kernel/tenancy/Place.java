package io.kubesphere.ai.kernel.tenancy;

import java.util.Optional;

/** Where a list was asked for: a project, a workspace, or the whole cluster. ks-apiserver has let the caller in there. */
public record Place(Optional<String> workspace, Optional<String> project) {
    public static Place project(String namespace) {
        return new Place(Optional.empty(), Optional.of(namespace));
    }

    public static Place workspace(String name) {
        return new Place(Optional.of(name), Optional.empty());
    }

    public static Place everywhere() {
        return new Place(Optional.empty(), Optional.empty());
    }
}

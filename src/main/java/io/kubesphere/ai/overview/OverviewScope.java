package io.kubesphere.ai.overview;

import java.util.Optional;

/** Whose figures are wanted. ks-apiserver has let the caller in there. */
public record OverviewScope(Kind kind, String name) {
    /** How wide it is. */
    public enum Kind {
        CLUSTER,
        WORKSPACE,
        PROJECT,
        USER
    }

    public static OverviewScope cluster() {
        return new OverviewScope(Kind.CLUSTER, "");
    }

    public static OverviewScope workspace(String name) {
        return new OverviewScope(Kind.WORKSPACE, name);
    }

    public static OverviewScope project(String name) {
        return new OverviewScope(Kind.PROJECT, name);
    }

    public static OverviewScope user(String name) {
        return new OverviewScope(Kind.USER, name);
    }

    public Optional<String> user() {
        return Optional.of(name).filter(unused -> kind == Kind.USER);
    }
}

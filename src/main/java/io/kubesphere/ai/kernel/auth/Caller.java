package io.kubesphere.ai.kernel.auth;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** A KubeSphere user whose identity has been verified; what he may do was decided by ks-apiserver from the path. */
public record Caller(String user, Set<String> groups, Map<String, List<String>> extra) {
    static final Set<String> AUTHENTICATED = Set.of("system:authenticated");

    public Caller {
        groups = Set.copyOf(groups);
        extra = Map.copyOf(extra);
    }

    /** A user of whom nothing but the name is known, as KubeSphere bearers have it. */
    public static Caller named(String user) {
        return new Caller(user, AUTHENTICATED, Map.of());
    }
}

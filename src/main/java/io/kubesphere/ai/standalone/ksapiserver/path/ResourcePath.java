package io.kubesphere.ai.standalone.ksapiserver.path;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The part of a path behind group and version: {@code [workspaces/W/][namespaces/N/]RESOURCE[/NAME[/SUBRESOURCE…]]}. */
record ResourcePath(String group, String version, List<String> words) {
    private static final Set<String> OF_NAMESPACES = Set.of("status", "finalize");

    /** The only resources that can have global scope, by group; those of an extension never do. */
    private static final Map<String, Set<String>> GLOBAL = Map.of(
            "iam.kubesphere.io", Set.of("users", "globalroles", "globalrolebindings"),
            "tenant.kubesphere.io", Set.of("workspaces", "clusters"),
            "cluster.kubesphere.io", Set.of("clusters", "labels"),
            "resources.kubesphere.io", Set.of("clusters", "labels"));

    Target target(String verb) {
        var rest = words;
        var workspace = "";
        if (RequestParser.isWorkspaces(rest.get(0)) && rest.size() > 1) {
            workspace = rest.get(1);
            rest = rest.size() > 2 ? rest.subList(2, rest.size()) : rest;
        }
        var namespace = "";
        if (rest.get(0).equals("namespaces") && rest.size() > 1) {
            namespace = rest.get(1);
            rest = rest.size() > 2 && !OF_NAMESPACES.contains(rest.get(2)) ? rest.subList(2, rest.size()) : rest;
        }
        var resource = rest.get(0);
        var name = rest.size() > 1 ? rest.get(1) : "";
        var subresource = rest.size() > 2 && !verb.equals("proxy") ? rest.get(2) : "";
        var scope = scope(resource, workspace, namespace);
        return new Target(scope, group, version, workspace, namespace, resource, subresource, name);
    }

    private Scope scope(String resource, String workspace, String namespace) {
        if (GLOBAL.getOrDefault(group, Set.of()).contains(resource)) {
            return workspace.isEmpty() ? Scope.GLOBAL : Scope.WORKSPACE;
        }
        if (!namespace.isEmpty()) {
            return Scope.NAMESPACE;
        }
        return workspace.isEmpty() ? Scope.CLUSTER : Scope.WORKSPACE;
    }
}

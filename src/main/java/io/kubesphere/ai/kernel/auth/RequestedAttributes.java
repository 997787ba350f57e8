package io.kubesphere.ai.kernel.auth;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a request as ks-apiserver does: {@code /kapis/GROUP/VERSION/[workspaces/W/][namespaces/N/]RESOURCE[/NAME[/SUB…]]}. Deeper
 * parts of the path do not matter to it.
 */
final class RequestedAttributes {
    private static final int PREFIX = 3;
    private static final Map<String, String> VERBS = Map.of(
            "GET", "get", "HEAD", "get", "POST", "create", "PUT", "update", "PATCH", "patch", "DELETE", "delete");
    private static final Map<String, String> OF_COLLECTIONS = Map.of("get", "list", "delete", "deletecollection");

    private RequestedAttributes() {}

    /**
     * Empty for a request that is about no resource.
     *
     * @param segments of the path, decoded, without empty ones
     */
    static Optional<ResourceAttributes> of(String method, List<String> segments) {
        var verb = Optional.ofNullable(VERBS.get(method));
        if (verb.isEmpty() || segments.size() <= PREFIX || !segments.get(0).equals("kapis")) {
            return Optional.empty();
        }
        var rest = segments.subList(PREFIX, segments.size());
        var workspace = named("workspaces", rest);
        rest = workspace.isEmpty() ? rest : rest.subList(2, rest.size());
        var namespace = named("namespaces", rest);
        rest = namespace.isEmpty() ? rest : rest.subList(2, rest.size());
        var wanted = new ResourceAttributes(
                rest.size() > 1 ? verb.get() : OF_COLLECTIONS.getOrDefault(verb.get(), verb.get()),
                workspace,
                namespace,
                rest.get(0),
                rest.size() > 2 ? rest.get(2) : "",
                "");
        return Optional.of(rest.size() > 1 ? wanted.named(rest.get(1)) : wanted);
    }

    /** The name of a scope that a path begins with; a scope with nothing in it is a resource itself. */
    private static String named(String scope, List<String> segments) {
        return segments.size() > 2 && segments.get(0).equals(scope) ? segments.get(1) : "";
    }
}

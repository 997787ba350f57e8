package io.kubesphere.ai.standalone.ksapiserver.path;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads requests as ks-apiserver does. A path that ends behind {@code watch} or {@code proxy} makes the real one answer
 * 500 and some short ones make it drop the connection; here the former is unreadable and the latter name no resource.
 */
public final class RequestParser {
    private static final Set<String> PREFIXES = Set.of("api", "apis", "kapis", "kapi");
    private static final Set<String> OF_KUBERNETES = Set.of("api", "apis");
    private static final Set<String> GROUPLESS = Set.of("api", "kapi");
    private static final Set<String> WORKSPACES = Set.of("workspaces", "workspacetemplates");
    private static final String CLUSTERS = "clusters";
    private static final String OF_WORKSPACE = "kubesphere.io/workspace=";
    private static final Set<String> SPECIAL_VERBS = Set.of("proxy", "watch");

    private final String method;
    private final Location location;
    private String path;
    private String cluster = "";

    private RequestParser(String method, Location location) {
        this.method = method;
        this.location = location;
        this.path = location.path();
    }

    /** Empty when the path names a special verb and nothing to do it with. */
    public static Optional<RequestInfo> parse(String method, Location location) {
        return new RequestParser(method, location).parse();
    }

    private Optional<RequestInfo> parse() {
        var parts = location.segments();
        if (parts.size() < 3) {
            return Optional.of(withoutResource(parts.isEmpty() ? "" : parts.get(0)));
        }
        parts = behindCluster(parts);
        var prefix = parts.get(0);
        if (!PREFIXES.contains(prefix)) {
            return Optional.of(withoutResource(shortPrefix()));
        }
        parts = behindCluster(tail(parts, 1));
        var least = GROUPLESS.contains(prefix) ? 2 : 3;
        if (parts.size() < least) {
            return Optional.of(withoutResource(prefix));
        }
        var group = GROUPLESS.contains(prefix) ? "" : parts.get(0);
        var version = parts.get(least - 2);
        var words = tail(parts, least - 1);
        var special = SPECIAL_VERBS.contains(words.get(0));
        if (special && words.size() < 2) {
            return Optional.empty();
        }
        var read = new ResourcePath(group, version, special ? tail(words, 1) : words);
        var verb = special ? words.get(0) : ofMethod();
        return Optional.of(info(prefix, new ResourceVerb(location.query()).refine(verb, read.target(verb))));
    }

    private static <T> List<T> tail(List<T> list, int from) {
        return list.subList(from, list.size());
    }

    /** The cluster comes first, or in an older form behind the prefix; it is not part of what is authorized. */
    private List<String> behindCluster(List<String> parts) {
        if (!cluster.isEmpty() || parts.size() < 2 || !parts.get(0).equals(CLUSTERS)) {
            return parts;
        }
        cluster = parts.get(1);
        path = withoutCluster(path, cluster);
        return parts.size() > 2 ? tail(parts, 2) : parts;
    }

    /** The path that the cluster itself serves. */
    public static String withoutCluster(String path, String cluster) {
        var part = "/" + CLUSTERS + "/" + cluster;
        var at = path.indexOf(part);
        return at < 0 ? path : path.substring(0, at) + path.substring(at + part.length());
    }

    /** Discovery paths such as {@code /apis/GROUP} belong to Kubernetes too. */
    private String shortPrefix() {
        var own = Location.segments(path);
        return own.isEmpty() || own.size() >= 3 ? "" : own.get(0);
    }

    private RequestInfo withoutResource(String prefix) {
        return new RequestInfo(new Attempt(method, path, OF_KUBERNETES.contains(prefix), Optional.empty()), cluster);
    }

    private RequestInfo info(String prefix, ResourceVerb.Meant meant) {
        var attempt =
                new Attempt(meant.verb(), path, OF_KUBERNETES.contains(prefix), Optional.of(ofWatchedWorkspace(meant)));
        return new RequestInfo(attempt, cluster);
    }

    /** A watch of one workspace's objects counts as a request within that workspace. */
    private Target ofWatchedWorkspace(ResourceVerb.Meant meant) {
        var selector = location.query().text("labelSelector");
        var ofWorkspace = meant.verb().equals("watch") && selector.startsWith(OF_WORKSPACE);
        return ofWorkspace
                ? meant.target().within(Scope.WORKSPACE, selector.substring(OF_WORKSPACE.length()))
                : meant.target();
    }

    private String ofMethod() {
        return switch (method) {
            case "POST" -> "create";
            case "GET", "HEAD" -> "get";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> "delete";
            default -> "";
        };
    }

    static boolean isWorkspaces(String word) {
        return WORKSPACES.contains(word);
    }
}

package io.kubesphere.ai.standalone.apiserver.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A resource path taken apart; namespace, plural, name and subresource are "" where the path has none. */
record ApiPath(String group, String version, String namespace, String plural, String name, String subresource) {

    private static final Set<String> OF_NAMESPACES = Set.of("status", "finalize");

    /** Empty when the path is none of a resource. */
    static Optional<ApiPath> parse(String path) {
        var segments = Arrays.stream(path.substring(1).split("/"))
                .map(ApiPath::decoded)
                .toList();
        if (segments.size() >= 3 && segments.get(0).equals("api")) {
            return Optional.of(parse("", segments.get(1), segments.subList(2, segments.size())));
        }
        if (segments.size() >= 4 && segments.get(0).equals("apis")) {
            return Optional.of(parse(segments.get(1), segments.get(2), segments.subList(3, segments.size())));
        }
        return Optional.empty();
    }

    /** Names of RBAC objects hold characters that clients escape ({@code system:admin}). */
    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static ApiPath parse(String group, String version, List<String> rest) {
        var inNamespace = rest.get(0).equals("namespaces") && rest.size() >= 3 && !OF_NAMESPACES.contains(rest.get(2));
        if (inNamespace) {
            return of(group, version, rest.get(1), rest.subList(2, rest.size()));
        }
        return of(group, version, "", rest);
    }

    private static ApiPath of(String group, String version, String namespace, List<String> rest) {
        var name = rest.size() > 1 ? rest.get(1) : "";
        var subresource = rest.size() > 2 ? String.join("/", rest.subList(2, rest.size())) : "";
        return new ApiPath(group, version, namespace, rest.get(0), name, subresource);
    }
}

package io.kubesphere.ai.kernel.auth;

import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a request says about its sender; nothing of it is verified.
 *
 * @param upgrade a WebSocket handshake: ks-apiserver then neither sets nor strips X-Remote-* headers
 */
record Credentials(
        Optional<String> bearer,
        Optional<String> remoteUser,
        List<String> remoteGroups,
        Map<String, List<String>> remoteExtra,
        boolean upgrade) {
    /** RFC 6750, 2.1. */
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(?<token>[-A-Za-z0-9._~+/]+=*) *");

    private static final String EXTRA = "x-remote-extra-";

    static Credentials of(MultivaluedMap<String, String> headers) {
        var extra = new HashMap<String, List<String>>();
        headers.forEach((name, values) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(EXTRA)) {
                extra.put(
                        URLDecoder.decode(lower.substring(EXTRA.length()), StandardCharsets.UTF_8),
                        List.copyOf(values));
            }
        });
        return new Credentials(
                only(headers, "Authorization").flatMap(Credentials::bearer),
                only(headers, "X-Remote-User"),
                List.copyOf(headers.getOrDefault("X-Remote-Group", List.of())),
                Map.copyOf(extra),
                headers.containsKey("Upgrade"));
    }

    /** Basic never arrives here verified: ks-apiserver forwards the password, and we do not look at it. */
    private static Optional<String> bearer(String authorization) {
        var bearer = BEARER.matcher(authorization);
        return bearer.matches() ? Optional.of(bearer.group("token")) : Optional.empty();
    }

    /** Two values of an identity header mean that somebody added one. */
    private static Optional<String> only(MultivaluedMap<String, String> headers, String name) {
        var values = headers.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw Problem.of(Problem.Code.UNAUTHORIZED, "%s was sent twice", name);
        }
        return values.stream().findFirst().filter(value -> !value.isEmpty());
    }
}

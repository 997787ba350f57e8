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
        return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(authorization.substring(7).strip()).filter(token -> !token.isEmpty())
                : Optional.empty();
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

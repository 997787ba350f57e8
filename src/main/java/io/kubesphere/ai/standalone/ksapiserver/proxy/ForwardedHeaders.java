package io.kubesphere.ai.standalone.ksapiserver.proxy;

import io.kubesphere.ai.standalone.ksapiserver.iam.Identity;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The headers of a request as they leave this server. */
final class ForwardedHeaders {
    private static final String REMOTE = "x-remote-";
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String CONNECTION = "Connection";
    private static final String TOKEN_CHARACTERS = "!#$&'*+-.^_`|~";

    /** They speak of one connection only (RFC 9110, 7.6.1, and Go's older list). */
    private static final List<String> HOP_BY_HOP = List.of(
            CONNECTION,
            "Proxy-Connection",
            "Keep-Alive",
            "Proxy-Authenticate",
            "Proxy-Authorization",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade");

    private ForwardedHeaders() {}

    /** Whether the connection is to become another protocol; the Connection header alone decides, as in KubeSphere. */
    static boolean isUpgrade(HttpServerRequest request) {
        return request.headers().getAll(CONNECTION).stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("upgrade"));
    }

    /** All but those that the next connection makes anew. */
    static MultiMap of(HttpServerRequest request) {
        var headers = MultiMap.caseInsensitiveMultiMap().addAll(request.headers());
        headers.remove("Host").remove("Expect");
        var before = new ArrayList<>(headers.getAll(FORWARDED_FOR));
        before.add(request.remoteAddress().hostAddress());
        return headers.set(FORWARDED_FOR, String.join(", ", before));
    }

    static void dropHopByHop(MultiMap headers) {
        for (var listed : headers.getAll(CONNECTION)) {
            for (var name : listed.split(",")) {
                if (!name.isBlank()) {
                    headers.remove(name.strip());
                }
            }
        }
        HOP_BY_HOP.forEach(headers::remove);
    }

    /** What a client says about who it is. */
    static void dropRemote(MultiMap headers) {
        headers.names().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(REMOTE))
                .toList()
                .forEach(headers::remove);
    }

    static void setRemote(MultiMap headers, Identity caller) {
        headers.set("X-Remote-User", caller.name());
        if (!caller.groups().isEmpty()) {
            headers.set("X-Remote-Group", caller.groups());
        }
        caller.extra().forEach((key, values) -> headers.set("X-Remote-Extra-" + escaped(key), values));
    }

    private static String escaped(String key) {
        var name = new StringBuilder();
        for (var octet : key.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (octet & 0xff);
            var bare = c < 0x80 && (Character.isLetterOrDigit(c) || TOKEN_CHARACTERS.indexOf(c) >= 0);
            name.append(bare ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return name.toString();
    }
}

package io.kubesphere.ai.standalone.ksapiserver.path;

import java.util.List;
import java.util.Optional;

/**
 * Where a request goes.
 *
 * @param path decoded, one byte per character; a {@code %2F} has become a slash, as in KubeSphere
 */
public record Location(String path, Query query) {

    /** Reads a request target; empty when it is none that a server can serve. */
    public static Optional<Location> of(String target) {
        var question = target.indexOf('?');
        var query = Query.parse(question < 0 ? "" : target.substring(question + 1));
        return origin(question < 0 ? target : target.substring(0, question))
                .flatMap(raw -> Escapes.decoded(raw, false))
                .map(path -> new Location(path, query));
    }

    /** A proxy's client sends the whole URL. */
    private static Optional<String> origin(String raw) {
        if (raw.startsWith("/")) {
            return Optional.of(raw);
        }
        if (!raw.startsWith("http://") && !raw.startsWith("https://")) {
            return Optional.empty();
        }
        var slash = raw.indexOf('/', raw.indexOf("://") + 3);
        return Optional.of(slash < 0 ? "/" : raw.substring(slash));
    }

    /** The request target for an upstream: re-encoded path, sorted query. */
    public String target() {
        var pairs = query.encoded();
        return Escapes.inPath(path) + (pairs.isEmpty() ? "" : "?" + pairs);
    }

    /** Everything between slashes; those at both ends do not count. */
    public List<String> segments() {
        return segments(path);
    }

    static List<String> segments(String path) {
        var from = 0;
        var to = path.length();
        while (from < to && path.charAt(from) == '/') {
            from++;
        }
        while (to > from && path.charAt(to - 1) == '/') {
            to--;
        }
        return from == to ? List.of() : List.of(path.substring(from, to).split("/", -1));
    }

    public Location withPath(String other) {
        return new Location(other, query);
    }
}

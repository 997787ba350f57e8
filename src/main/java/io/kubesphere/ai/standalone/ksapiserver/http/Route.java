package io.kubesphere.ai.standalone.ksapiserver.http;

import io.kubesphere.ai.standalone.ksapiserver.path.Location;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something this server answers itself.
 *
 * @param segments of the path; {@code {name}} takes any one segment
 */
public record Route(String method, List<String> segments, Answer answer) {

    /** What a route does with a request and the values of its placeholders. */
    @FunctionalInterface
    public interface Answer {
        Future<Reply> to(Exchange exchange, Map<String, String> values);
    }

    /** An answer that is there at once. */
    @FunctionalInterface
    public interface Immediate {
        Reply to(Exchange exchange, Map<String, String> values);
    }

    public static Route get(String path, Immediate answer) {
        return of("GET", path, (exchange, values) -> Future.succeededFuture(answer.to(exchange, values)));
    }

    public static Route post(String path, Answer answer) {
        return of("POST", path, answer);
    }

    private static Route of(String method, String path, Answer answer) {
        return new Route(method, List.of(path.substring(1).split("/")), answer);
    }

    /** The placeholders' values; empty when the path is another. */
    Optional<Map<String, String>> match(Location location) {
        var asked = location.segments();
        if (asked.size() != segments.size()) {
            return Optional.empty();
        }
        var values = new HashMap<String, String>();
        for (var i = 0; i < asked.size(); i++) {
            var own = segments.get(i);
            if (own.startsWith("{") && !asked.get(i).isEmpty()) {
                values.put(own.substring(1, own.length() - 1), asked.get(i));
            } else if (!own.equals(asked.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(Map.copyOf(values));
    }

    boolean takes(String asked) {
        return method.equals(asked) || (method.equals("GET") && asked.equals("HEAD"));
    }
}

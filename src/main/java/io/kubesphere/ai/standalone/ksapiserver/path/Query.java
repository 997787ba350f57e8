package io.kubesphere.ai.standalone.ksapiserver.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Form-encoded pairs as Go reads and writes them: malformed pairs are dropped, keys come out sorted. */
public final class Query {
    private final Map<String, List<String>> values = new TreeMap<>();

    private Query() {}

    public static Query parse(String raw) {
        var query = new Query();
        for (var pair : raw.split("&")) {
            query.add(pair);
        }
        return query;
    }

    private void add(String pair) {
        if (pair.isEmpty() || pair.contains(";")) {
            return;
        }
        var equals = pair.indexOf('=');
        var key = Escapes.decoded(equals < 0 ? pair : pair.substring(0, equals), true);
        var value = Escapes.decoded(equals < 0 ? "" : pair.substring(equals + 1), true);
        if (key.isPresent() && value.isPresent()) {
            values.computeIfAbsent(key.get(), k -> new ArrayList<>()).add(value.get());
        }
    }

    public Optional<String> first(String key) {
        return Optional.ofNullable(values.get(key)).map(all -> Escapes.text(all.get(0)));
    }

    /** The value, or "" where there is none. */
    public String text(String key) {
        return first(key).orElse("");
    }

    public String encoded() {
        return values.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(value -> Escapes.inQuery(entry.getKey()) + "=" + Escapes.inQuery(value)))
                .collect(Collectors.joining("&"));
    }

    public Map<String, List<String>> asMap() {
        return values.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> Escapes.text(entry.getKey()),
                        entry -> entry.getValue().stream().map(Escapes::text).toList(),
                        (one, other) -> one));
    }
}

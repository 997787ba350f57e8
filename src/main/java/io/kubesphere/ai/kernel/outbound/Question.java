package io.kubesphere.ai.kernel.outbound;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A request to a {@link Backend}: its path below the base URL, query included and encoded, and a body if it has one. */
public record Question(String method, String path, Optional<String> mediaType, String body) {

    public static Question get(String path, Map<String, String> query) {
        return new Question("GET", query.isEmpty() ? path : path + "?" + encoded(query), Optional.empty(), "");
    }

    public static Question form(String path, Map<String, String> fields) {
        return new Question("POST", path, Optional.of("application/x-www-form-urlencoded"), encoded(fields));
    }

    public static Question json(String path, String body) {
        return new Question("POST", path, Optional.of("application/json"), body);
    }

    public static Question delete(String path, String body) {
        return new Question("DELETE", path, Optional.of("application/json"), body);
    }

    /** A part of a path that can be nothing but one part. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}

package io.kubesphere.ai.standalone.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import java.util.Optional;

/** One request, read completely. */
record Call(String method, String path, MultiMap query, MultiMap headers, Buffer body) {

    String parameter(String name) {
        var value = query.get(name);
        return value == null ? "" : value;
    }

    boolean flag(String name) {
        var value = parameter(name);
        return query.contains(name) && (value.isEmpty() || value.equals("true") || value.equals("1"));
    }

    Optional<Long> number(String name) {
        var value = parameter(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(value));
        } catch (NumberFormatException e) {
            throw ApiError.badRequest("strconv.ParseInt: parsing \"" + value + "\": invalid syntax: " + name);
        }
    }

    String header(String name) {
        var value = headers.get(name);
        return value == null ? "" : value;
    }

    /** The media type without its parameters. */
    String contentType() {
        return header("Content-Type").split(";")[0].strip().toLowerCase(Locale.ROOT);
    }

    boolean isWatch() {
        return flag("watch");
    }

    ObjectNode object() {
        var node = tree();
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw ApiError.badRequest("the body must be one object");
    }

    /** events.k8s.io/v1 shows the same stored events as core/v1, in another form. */
    boolean isAboutNewEvents() {
        return path.startsWith("/apis/" + EventForms.NEW_GROUP + "/");
    }

    /** The body in the form in which objects are stored. */
    JsonNode tree() {
        var tree = parsed();
        return isAboutNewEvents() && tree instanceof ObjectNode event ? EventForms.toCore(event) : tree;
    }

    private JsonNode parsed() {
        if (body.length() == 0) {
            return Json.object();
        }
        return switch (contentType()) {
            case "application/yaml", "application/apply-patch+yaml" ->
                startsAsJson() ? Json.fromClient(body.getBytes()) : Json.yamlFromClient(body.getBytes());
            case "application/vnd.kubernetes.protobuf" -> Protobuf.parse(body.getBytes());
            // no others: what a browser may send across origins (text/plain, forms) must never be taken for JSON
            case "",
                    "application/json",
                    "application/json-patch+json",
                    "application/merge-patch+json",
                    "application/strategic-merge-patch+json" -> Json.fromClient(body.getBytes());
            default ->
                throw ApiError.unsupportedMediaType("the body of the request was in an unknown format - accepted media"
                        + " types include: application/json, application/yaml");
        };
    }

    /** JSON is YAML, but its own parser is much faster. */
    private boolean startsAsJson() {
        return body.getByte(0) == '{';
    }

    /** Who writes, when the caller does not say: its user agent's product, as the real server does. */
    String fieldManager() {
        var given = parameter("fieldManager");
        if (!given.isEmpty()) {
            return given;
        }
        var agent = header("User-Agent").split("/")[0];
        return agent.isEmpty() ? "unknown" : agent.substring(0, Math.min(128, agent.length()));
    }
}

package io.kubesphere.ai.standalone.ksapiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/** A whole answer. */
public record Reply(int status, String contentType, Buffer body, Map<String, String> headers) {
    private static final String JSON = "application/json";

    public static Reply json(int status, JsonNode body) {
        return new Reply(status, JSON, Buffer.buffer(Json.bytes(body)), Map.of());
    }

    /** What the built-in handlers and the router say when something is wrong; HTML cannot be smuggled in. */
    public static Reply text(int status, String text) {
        var safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return new Reply(
                status,
                "text/plain; charset=utf-8",
                Buffer.buffer(safe + "\n"),
                Map.of("X-Content-Type-Options", "nosniff"));
    }

    public Reply with(String header, String value) {
        var more = new java.util.HashMap<>(headers);
        more.put(header, value);
        return new Reply(status, contentType, body, Map.copyOf(more));
    }
}

package io.kubesphere.ai.standalone.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.vertx.core.buffer.Buffer;
import java.io.InputStream;
import java.util.List;

/** What a call leads to; the HTTP server carries it out. */
sealed interface Answer {

    /** A whole body; warnings become Warning headers. */
    record Reply(int status, String contentType, Buffer body, List<String> warnings) implements Answer {

        static Reply json(int status, JsonNode body) {
            return new Reply(status, "application/json", Buffer.buffer(Json.bytes(body)), List.of());
        }

        static Reply text(int status, String body) {
            return new Reply(status, "text/plain; charset=utf-8", Buffer.buffer(body), List.of());
        }

        Reply warning(List<String> sentences) {
            return new Reply(status, contentType, body, sentences);
        }
    }

    /** A body in parts, written one after the other so that a long list is never in memory twice. */
    record Parts(Iterable<byte[]> parts) implements Answer {}

    /** Changes until the client leaves or the time is over. */
    record Watching(WatchRequest request) implements Answer {}

    /** A log, as it comes. */
    record Log(InputStream stream) implements Answer {}
}

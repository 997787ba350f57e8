package io.kubesphere.ai.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A watch over plain chunked HTTP, as kubectl and curl do it (fabric8's own client takes a WebSocket). */
final class Watched implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final StringBuilder unread = new StringBuilder();
    private final AsyncBody body;

    Watched(Api api, String pathAndQuery) {
        var mark = pathAndQuery.contains("?") ? "&" : "?";
        var request = api.request(pathAndQuery + mark + "watch=true").build();
        var response = api.client().getHttpClient().consumeBytes(request, this::consume);
        var answer = response.orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(answer.code()).isEqualTo(200);
        this.body = answer.body();
        body.consume();
    }

    private synchronized void consume(List<ByteBuffer> buffers, AsyncBody from) {
        buffers.forEach(buffer -> unread.append(StandardCharsets.UTF_8.decode(buffer)));
        for (var end = unread.indexOf("\n"); end >= 0; end = unread.indexOf("\n")) {
            events.add(parsed(unread.substring(0, end)));
            unread.delete(0, end + 1);
        }
        from.consume();
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next event, for which it waits. */
    JsonNode next() {
        try {
            var event = events.poll(15, TimeUnit.SECONDS);
            assertThat(event).as("next event").isNotNull();
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The next event as "TYPE name". */
    String nextShort() {
        var event = next();
        return event.path("type").asText() + " "
                + event.at("/object/metadata/name").asText();
    }

    CompletableFuture<Void> end() {
        return body.done();
    }

    @Override
    public void close() {
        // cancelling a response that has ended resets its connection, which may already carry the next request
        if (!body.done().isDone()) {
            body.cancel();
        }
    }
}

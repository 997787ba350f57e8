package io.kubesphere.ai.kernel.workload.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** The service's workload API. An {@link IOException} may pass; a {@link Problem} is the service's last word. */
final class Service {
    private static final String ROOT = "/workload/v1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    /** The service makes a large file safe, or looks for every file of a manifest, before it answers. */
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(10);

    /** More of an unwanted body is not worth a connection that can be used again. */
    private static final int MOST_UNREAD = 1 << 16;

    private final HttpClient client;
    private final URI base;
    private final Path tokenFile;
    private final StallWatch stalls;

    Service(URI base, Path tokenFile, StallWatch stalls) {
        this.base = base;
        this.tokenFile = tokenFile;
        this.stalls = stalls;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_LIMIT)
                .build();
    }

    Plan plan() throws IOException {
        return get("/plan", Plan.class);
    }

    /** What the service says at a path. */
    <T> T get(String path, Class<T> kind) throws IOException {
        try (var answer = send(request(path).GET(), ANSWER_LIMIT)) {
            return JSON.readValue(answer, kind);
        } catch (JsonProcessingException unreadable) {
            throw unreadable("answer to GET " + path, unreadable);
        }
    }

    /** Tells the service something, as JSON. */
    void post(String path, Object body) throws IOException {
        var request = request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        discard(send(request, ANSWER_LIMIT));
    }

    /** Opens a file from a byte on; the caller closes it. */
    ReceivedBody open(String path, long from) throws IOException {
        var request = request(path).GET();
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        return send(request, stalls.limit());
    }

    boolean has(Digest digest) throws IOException {
        try {
            discard(send(request(blob(digest)).method("HEAD", BodyPublishers.noBody()), stalls.limit()));
            return true;
        } catch (Problem refused) {
            if (refused.code() == Problem.Code.NOT_FOUND) {
                return false;
            }
            throw refused;
        }
    }

    /** Stores the bytes that were hashed; a 422 when the file does not have them (any more). */
    void put(Hashed content, Path file, LongConsumer moved) throws IOException {
        if (content.size() == 0) {
            discard(send(request(blob(content.digest())).PUT(BodyPublishers.noBody()), stalls.limit()));
            return;
        }
        var stalled = new CompletableFuture<HttpResponse<InputStream>>();
        var left = new AtomicLong(content.size());
        try (var transfer = stalls.begin(
                        () -> stalled.completeExceptionally(new HttpTimeoutException("nothing has moved for long")));
                var sent = SentFile.open(file, content.size(), bytes -> {
                    transfer.waits(left.addAndGet(-bytes) == 0 ? ANSWER_LIMIT : stalls.limit());
                    moved.accept(bytes);
                })) {
            put(content, sent, stalled);
        }
    }

    private void put(Hashed content, SentFile sent, CompletableFuture<HttpResponse<InputStream>> stalled)
            throws IOException {
        var body = BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> sent), content.size());
        var request = request(blob(content.digest()))
                .header("Content-Type", "application/octet-stream")
                .PUT(body)
                .build();
        var answer = client.sendAsync(request, BodyHandlers.ofInputStream());
        try {
            discard(successful(request, first(answer, stalled)));
        } catch (IOException broken) {
            if (sent.isTooShort()) {
                throw Problem.of(Problem.Code.INVALID, "the file became shorter while it was sent")
                        .because(broken);
            }
            throw broken;
        } finally {
            answer.cancel(true);
        }
    }

    /** Stores an output's manifest, given in parts. */
    Committed commit(String output, Iterable<byte[]> manifest) throws IOException {
        var request = request("/outputs/" + output)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArrays(manifest));
        try (var answer = send(request, ANSWER_LIMIT)) {
            return JSON.readValue(answer, Committed.class);
        } catch (JsonProcessingException unreadable) {
            throw unreadable("answer about output " + output, unreadable);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + ROOT + path)).header("Authorization", "Bearer " + token());
    }

    private String token() {
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException absent) {
            throw Problem.of(Problem.Code.BAD_REQUEST, "the token in %s cannot be read", tokenFile)
                    .because(absent);
        }
    }

    private static String blob(Digest digest) {
        return "/outputs/blobs/" + digest.hex();
    }

    private ReceivedBody send(HttpRequest.Builder builder, Duration limit) throws IOException {
        var request = builder.timeout(limit).build();
        try {
            return successful(request, client.send(request, BodyHandlers.ofInputStream()));
        } catch (InterruptedException stopped) {
            throw stopped(stopped);
        }
    }

    private static HttpResponse<InputStream> first(
            CompletableFuture<HttpResponse<InputStream>> answer, CompletableFuture<HttpResponse<InputStream>> stalled)
            throws IOException {
        try {
            return answer.applyToEither(stalled, either -> either).get();
        } catch (InterruptedException stopped) {
            throw stopped(stopped);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException broken ? broken : new IOException(failed.getCause());
        }
    }

    private static void discard(ReceivedBody answer) throws IOException {
        try (var body = answer) {
            var unused = body.readNBytes(MOST_UNREAD);
        }
    }

    private static Problem stopped(InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return Problem.of(Problem.Code.UNAVAILABLE, "a transfer was stopped").because(stopped);
    }

    private ReceivedBody successful(HttpRequest request, HttpResponse<InputStream> answer) throws IOException {
        var body = new ReceivedBody(answer.body(), answer.statusCode() == 206, stalls);
        if (answer.statusCode() / 100 == 2) {
            return body;
        }
        throw Refusals.of(request, answer, body);
    }

    private static Problem unreadable(String what, JsonProcessingException because) {
        return Problem.of(
                        Problem.Code.BAD_REQUEST,
                        "the service's %s cannot be read: %s",
                        what,
                        because.getOriginalMessage())
                .because(because);
    }
}

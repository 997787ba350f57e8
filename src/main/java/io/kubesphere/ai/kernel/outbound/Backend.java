package io.kubesphere.ai.kernel.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks one server that the operator named and that speaks JSON; few questions at a time, and none for a while after it has not answered. All
 * that goes wrong is a Problem UNAVAILABLE that calls the server by its name.
 */
public final class Backend {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final BackendConfig config;
    private final String base;
    private final HttpClient http;
    private final Semaphore places;
    private final Breaker breaker;

    /** Of the product's name that people know, such as Prometheus, at the address. */
    public Backend(String name, BackendConfig config, URI url, Clock clock) {
        this.name = name;
        this.config = config;
        this.base = url.toString().replaceAll("/+$", "");
        var builder =
                HttpClient.newBuilder().connectTimeout(config.connectTimeout()).version(HttpClient.Version.HTTP_1_1);
        config.caFile().ifPresent(file -> builder.sslContext(Authorities.of(Path.of(file))));
        this.http = builder.build();
        this.places = new Semaphore(config.concurrency());
        this.breaker = new Breaker(config.pause(), clock);
    }

    /** The whole answer, whatever its status below 500 but 401 and 403, which are about us and not about the question. */
    public Reply ask(Question question) {
        var request = request(question);
        if (!breaker.letsThrough()) {
            throw unavailable("has not answered lately").retryAfter(config.pause());
        }
        takePlace();
        try {
            return reply(send(request));
        } finally {
            places.release();
        }
    }

    /** What it answers with 200; a Problem UNAVAILABLE for anything else. */
    public JsonNode answer(Question question) {
        return good(ask(question));
    }

    /** The same, and empty for what is not there. */
    public Optional<JsonNode> find(Question question) {
        return Optional.of(ask(question)).filter(reply -> reply.status() != 404).map(this::good);
    }

    private JsonNode good(Reply reply) {
        if (reply.status() != 200) {
            throw unavailable("answered " + reply.status());
        }
        return reply.body();
    }

    /** That it does not answer as it should: "answered something else than JSON". */
    public Problem unavailable(String what) {
        return Problem.of(Problem.Code.UNAVAILABLE, "%s %s; try again", name, what);
    }

    private void takePlace() {
        try {
            if (!places.tryAcquire(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw unavailable("is busy with other questions of ours");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw unavailable("was not asked").because(stopping);
        }
    }

    private HttpRequest request(Question question) {
        var request = HttpRequest.newBuilder(URI.create(base + question.path()))
                .timeout(config.timeout())
                .header("Accept", "application/json")
                .method(question.method(), HttpRequest.BodyPublishers.ofString(question.body()));
        question.mediaType().ifPresent(type -> request.header("Content-Type", type));
        config.tenant().ifPresent(tenant -> request.header("X-Scope-OrgID", tenant));
        config.tokenFile().ifPresent(file -> request.header("Authorization", "Bearer " + token(Path.of(file))));
        config.username().ifPresent(user -> request.header("Authorization", "Basic " + basic(user)));
        return request.build();
    }

    private String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw unavailable("cannot be asked: its token cannot be read").because(unreadable);
        }
    }

    private String basic(String user) {
        var pair = user + ":" + config.password().orElse("");
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** The request's own time-out ends with the headers, so the body is waited for here. */
    private HttpResponse<byte[]> send(HttpRequest request) {
        var flight = http.sendAsync(request, answer -> new BoundedBody(config.mostBytes()));
        try {
            return flight.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            flight.cancel(true);
            Thread.currentThread().interrupt();
            throw unavailable("was not asked to the end").because(stopping);
        } catch (TimeoutException slow) {
            flight.cancel(true);
            breaker.failed();
            throw unavailable("did not answer within " + config.timeout().toSeconds() + " s")
                    .because(slow);
        } catch (ExecutionException down) {
            if (down.getCause() instanceof BoundedBody.TooLarge) {
                throw Problem.of(Problem.Code.TOO_LARGE, "%s answered more than %d bytes", name, config.mostBytes())
                        .because(down.getCause());
            }
            breaker.failed();
            throw unavailable("does not answer").because(down.getCause());
        }
    }

    private Reply reply(HttpResponse<byte[]> answer) {
        if (answer.statusCode() >= 500 || answer.statusCode() == 401 || answer.statusCode() == 403) {
            breaker.failed();
            throw unavailable("answered " + answer.statusCode());
        }
        breaker.answered();
        return new Reply(answer.statusCode(), json(answer));
    }

    private JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException garbled) {
            if (answer.statusCode() < 400) {
                throw unavailable("answered something else than JSON").because(garbled);
            }
            return TextNode.valueOf(new String(answer.body(), StandardCharsets.UTF_8));
        }
    }
}

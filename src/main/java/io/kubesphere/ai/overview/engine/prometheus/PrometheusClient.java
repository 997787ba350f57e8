package io.kubesphere.ai.overview.engine.prometheus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.overview.HistoryQuery;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Asks Prometheus' HTTP API; few questions at a time, and none for a while after it has not answered. */
final class PrometheusClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrometheusConfig config;
    private final String base;
    private final HttpClient http;
    private final Semaphore places;
    private final Breaker breaker;

    PrometheusClient(PrometheusConfig config, URI url, Clock clock) {
        this.config = config;
        this.base = url.toString().replaceAll("/+$", "");
        var builder =
                HttpClient.newBuilder().connectTimeout(config.connectTimeout()).version(HttpClient.Version.HTTP_1_1);
        config.caFile().ifPresent(file -> builder.sslContext(Authorities.of(Path.of(file))));
        this.http = builder.build();
        this.places = new Semaphore(config.concurrency());
        this.breaker = new Breaker(config.pause(), clock);
    }

    /** An expression that Prometheus did not want: it is up, and others may do better. */
    static boolean isRefusal(Problem problem) {
        return problem.code() == Problem.Code.BAD_REQUEST;
    }

    List<Series> query(String expression, Instant time) {
        var form = new LinkedHashMap<String, String>();
        form.put("query", expression);
        form.put("time", time.toString());
        return Series.of(ask("/api/v1/query", form));
    }

    List<Series> range(String expression, HistoryQuery query) {
        var form = new LinkedHashMap<String, String>();
        form.put("query", expression);
        form.put("start", query.from().toString());
        form.put("end", query.to().toString());
        form.put("step", Long.toString(query.step().toSeconds()));
        return Series.of(ask("/api/v1/query_range", form));
    }

    private JsonNode ask(String path, Map<String, String> form) {
        form.put("timeout", config.timeout().toMillis() + "ms");
        var request = request(path, form);
        if (!breaker.letsThrough()) {
            throw unavailable("has not answered lately").retryAfter(config.pause());
        }
        takePlace();
        try {
            return read(send(request));
        } finally {
            places.release();
        }
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

    private HttpRequest request(String path, Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(config.timeout())
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        config.tokenFile().ifPresent(file -> request.header("Authorization", "Bearer " + token(Path.of(file))));
        config.username().ifPresent(user -> request.header("Authorization", "Basic " + basic(user)));
        return request.build();
    }

    private static String token(Path file) {
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
        var flight = http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
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
            breaker.failed();
            throw unavailable("does not answer").because(down.getCause());
        }
    }

    private JsonNode read(HttpResponse<byte[]> answer) {
        if (answer.statusCode() >= 500 || answer.statusCode() == 401 || answer.statusCode() == 403) {
            breaker.failed();
            throw unavailable("answered " + answer.statusCode());
        }
        breaker.answered();
        try {
            var body = JSON.readTree(answer.body());
            if (!body.path("status").asText().equals("success")) {
                throw Problem.of(
                        Problem.Code.BAD_REQUEST,
                        "Prometheus refused a question (%d): %s",
                        answer.statusCode(),
                        body.path("error").asText());
            }
            return body.path("data");
        } catch (JsonProcessingException garbled) {
            throw unavailable("answered something else than JSON").because(garbled);
        } catch (IOException impossible) {
            throw unavailable("gave an answer that cannot be read").because(impossible);
        }
    }

    private static Problem unavailable(String what) {
        return Problem.of(Problem.Code.UNAVAILABLE, "Prometheus %s; try again", what);
    }
}

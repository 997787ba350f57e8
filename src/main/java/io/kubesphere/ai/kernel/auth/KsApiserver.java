package io.kubesphere.ai.kernel.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Our questions to ks-apiserver; whatever keeps one from being answered is an UNAVAILABLE that says what it was for. */
final class KsApiserver {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI url;
    private final Duration timeout;
    private final String failure;
    private final HttpClient http;

    /** @param failure what cannot be done without an answer, such as "cannot verify who is calling" */
    KsApiserver(URI url, Duration timeout, String failure) {
        this.url = url;
        this.timeout = timeout;
        this.failure = failure;
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).timeout(timeout).header("Accept", "application/json");
    }

    HttpRequest.Builder post(String path, JsonNode body) {
        return get(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    /** The answer, of whatever status. */
    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException down) {
            throw unavailable("does not answer").because(down);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw unavailable("was not asked to the end").because(stopping);
        }
    }

    JsonNode read(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException garbled) {
            throw unavailable("answered something else than JSON").because(garbled);
        }
    }

    Problem unavailable(HttpResponse<String> answer) {
        return unavailable("answered " + answer.statusCode());
    }

    Problem unavailable(String what) {
        return Problem.of(Problem.Code.UNAVAILABLE, "%s: ks-apiserver %s; try again", failure, what);
    }
}

package io.kubesphere.ai.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A demo user at the front door: what he does there, any program can do. */
final class DemoUser {
    /** Of all demo users. */
    static final String PASSWORD = "P@88w0rd";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http;
    private final URI frontDoor;
    private final String token;

    private DemoUser(HttpClient http, URI frontDoor, String token) {
        this.http = http;
        this.frontDoor = frontDoor;
        this.token = token;
    }

    static DemoUser logIn(URI frontDoor, String name) {
        // An offer of HTTP/2 is an upgrade request, which ks-apiserver treats in a way of its own.
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var form = "grant_type=password&client_id=kubesphere&client_secret=kubesphere&username=" + name + "&password="
                + URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(frontDoor.resolve("/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        var answer = send(http, request);
        return new DemoUser(http, frontDoor, answer.json().path("access_token").asText());
    }

    /** What came back. */
    record Answer(int status, JsonNode json) {
        boolean isFound() {
            return status != 404;
        }

        /** Refuses to go on with anything but success. */
        JsonNode expectSuccess() {
            if (status / 100 != 2) {
                throw new IllegalStateException("the platform answered " + status + ": "
                        + json.path("message").asText());
            }
            return json;
        }
    }

    Answer get(String path) {
        return send(http, request(path, "application/json").GET().build());
    }

    Answer post(String path, JsonNode body) {
        return send(
                http,
                request(path, "application/json")
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build());
    }

    Answer post(String path, String mediaType, byte[] content) {
        return send(
                http,
                request(path, mediaType)
                        .POST(BodyPublishers.ofByteArray(content))
                        .build());
    }

    Answer put(String path, byte[] content) {
        return send(
                http,
                request(path, "application/octet-stream")
                        .PUT(BodyPublishers.ofByteArray(content))
                        .build());
    }

    private HttpRequest.Builder request(String path, String mediaType) {
        return HttpRequest.newBuilder(frontDoor.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", mediaType);
    }

    private static Answer send(HttpClient http, HttpRequest request) {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            var isJson = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.contains("json"))
                    .isPresent();
            return new Answer(response.statusCode(), isJson ? JSON.readTree(response.body()) : JSON.createObjectNode());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stopping);
        }
    }
}

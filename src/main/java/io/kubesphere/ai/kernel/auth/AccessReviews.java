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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * KubeSphere's SubjectAccessReview, asked with our own account's token. Kubernetes' own review does not do: it knows
 * neither KubeSphere's users nor its workspaces' roles.
 */
final class AccessReviews {
    private static final String PATH = "/kapis/iam.kubesphere.io/v1beta1/subjectaccessreviews";
    private static final String GROUP = "ai.kubesphere.io";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI server;
    private final Path tokenFile;
    private final Duration timeout;
    private final HttpClient http;

    AccessReviews(URI server, Path tokenFile, Duration timeout) {
        this.server = server;
        this.tokenFile = tokenFile;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    boolean mayGet(Caller caller, String namespace, String plural) {
        return send(review(caller, namespace, plural)).at("/status/allowed").asBoolean();
    }

    private static JsonNode review(Caller caller, String namespace, String plural) {
        var review = JSON.createObjectNode()
                .put("apiVersion", "iam.kubesphere.io/v1beta1")
                .put("kind", "SubjectAccessReview");
        var spec = review.putObject("spec").put("user", caller.user());
        var groups = spec.putArray("groups");
        caller.groups().stream().sorted().forEach(groups::add);
        spec.putObject("resourceAttributes")
                .put("namespace", namespace)
                .put("verb", "get")
                .put("group", GROUP)
                .put("version", "v1alpha1")
                .put("resource", plural);
        return review;
    }

    private JsonNode send(JsonNode review) {
        try {
            var request = HttpRequest.newBuilder(server.resolve(PATH))
                    .timeout(timeout)
                    .header("Accept", "application/json")
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + token())
                    .POST(HttpRequest.BodyPublishers.ofString(review.toString()))
                    .build();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw unavailable("answered " + answer.statusCode());
            }
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException garbled) {
            throw unavailable("answered something else than JSON").because(garbled);
        } catch (IOException down) {
            throw unavailable("does not answer").because(down);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw unavailable("was not asked to the end").because(stopping);
        }
    }

    private String token() {
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException missing) {
            throw unavailable("cannot be asked without the token of our account")
                    .because(missing);
        }
    }

    private static Problem unavailable(String what) {
        return Problem.of(
                Problem.Code.UNAVAILABLE, "cannot find out what you may read: ks-apiserver %s; try again", what);
    }
}

package io.kubesphere.ai.kernel.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
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

    private final KsApiserver server;
    private final Path tokenFile;

    AccessReviews(URI server, Path tokenFile, Duration timeout) {
        this.server = new KsApiserver(server, timeout, "cannot find out what you may read");
        this.tokenFile = tokenFile;
    }

    boolean mayGet(Caller caller, String namespace, String plural) {
        var answer = server.send(
                server.post(PATH, review(caller, namespace, plural)).header("Authorization", "Bearer " + token()));
        if (answer.statusCode() / 100 != 2) {
            throw server.unavailable(answer);
        }
        return server.read(answer).at("/status/allowed").asBoolean();
    }

    private static JsonNode review(Caller caller, String namespace, String plural) {
        var review = JsonNodeFactory.instance
                .objectNode()
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

    private String token() {
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException missing) {
            throw server.unavailable("cannot be asked without the token of our account")
                    .because(missing);
        }
    }
}

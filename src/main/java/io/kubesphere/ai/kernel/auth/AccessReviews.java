package io.kubesphere.ai.kernel.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

    private final KsApiserver server;
    private final Path tokenFile;

    AccessReviews(URI server, Path tokenFile, Duration timeout) {
        this.server = new KsApiserver(server, timeout, "cannot find out what you may do");
        this.tokenFile = tokenFile;
    }

    boolean allows(Caller caller, ResourceAttributes wanted) {
        var answer =
                server.send(server.post(PATH, review(caller, wanted)).header("Authorization", "Bearer " + token()));
        if (answer.statusCode() / 100 != 2) {
            throw server.unavailable(answer);
        }
        return server.read(answer).at("/status/allowed").asBoolean();
    }

    private static JsonNode review(Caller caller, ResourceAttributes wanted) {
        var review = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "iam.kubesphere.io/v1beta1")
                .put("kind", "SubjectAccessReview");
        var spec = review.putObject("spec").put("user", caller.user());
        var groups = spec.putArray("groups");
        caller.groups().stream().sorted().forEach(groups::add);
        var attributes = spec.putObject("resourceAttributes")
                .put("verb", wanted.verb())
                .put("group", wanted.group().group())
                .put("version", wanted.group().version())
                .put("resource", wanted.resource());
        putUnlessEmpty(attributes, "workspace", wanted.workspace());
        putUnlessEmpty(attributes, "namespace", wanted.namespace());
        putUnlessEmpty(attributes, "subresource", wanted.subresource());
        putUnlessEmpty(attributes, "name", wanted.name());
        return review;
    }

    private static void putUnlessEmpty(ObjectNode attributes, String name, String value) {
        if (!value.isEmpty()) {
            attributes.put(name, value);
        }
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

package io.kubesphere.ai.dataset.control;

import io.fabric8.kubernetes.api.model.Secret;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kube.KubeObjects;
import io.kubesphere.ai.kernel.storage.S3Location;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads credentials from Secrets of projects, where the platform admin lets us; who may use them is asked before. */
@ApplicationScoped
class ProjectSecrets {
    private final KubeObjects objects;
    private final ImportConfig config;

    ProjectSecrets(KubeObjects objects, ImportConfig config) {
        this.objects = objects;
        this.config = config;
    }

    S3Location.Credentials accessKey(String project, String name) {
        var secret = secret(project, name);
        return new S3Location.Credentials(required(secret, "access-key"), required(secret, "secret-key"));
    }

    /** The header for a web server. */
    String authorization(String project, String name) {
        var secret = secret(project, name);
        var token = value(secret, "token");
        if (token.isPresent()) {
            return "Bearer " + token.get();
        }
        var login = required(secret, "username") + ":" + required(secret, "password");
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, String> secret(String project, String name) {
        if (!config.secrets()) {
            throw Problem.of(
                    Problem.Code.FORBIDDEN,
                    "Secret %s cannot be used: the platform reads no Secrets here; the platform admin can allow it",
                    name);
        }
        var secret = objects.get(Secret.class, project, name)
                .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND, "project %s has no Secret %s", project, name));
        return Objects.requireNonNullElse(secret.getData(), Map.of());
    }

    private static String required(Map<String, String> secret, String key) {
        return value(secret, key)
                .orElseThrow(() -> Problem.of(
                        Problem.Code.INVALID,
                        "the Secret has no %s; for S3 it needs access-key and secret-key, for a web server token, or"
                                + " username and password",
                        key));
    }

    private static Optional<String> value(Map<String, String> secret, String key) {
        return Optional.ofNullable(secret.get(key))
                .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8).strip());
    }
}

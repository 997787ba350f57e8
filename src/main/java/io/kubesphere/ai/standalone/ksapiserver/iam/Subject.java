package io.kubesphere.ai.standalone.ksapiserver.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.util.Optional;

/** Whom a binding means. */
record Subject(String kind, String apiGroup, String namespace, String name) {
    static final String USER = "User/";
    static final String GROUP = "Group/";

    static Subject of(JsonNode subject) {
        return new Subject(
                Json.text(subject, "kind"),
                Json.text(subject, "apiGroup"),
                Json.text(subject, "namespace"),
                Json.text(subject, "name"));
    }

    /** As in {@link Identity#subjectKeys}; a service account is the user of its token. Empty for whom nobody can be. */
    Optional<String> key(String namespaceOfBinding) {
        return switch (kind) {
            case "User" -> Optional.of(USER + name);
            case "Group" -> Optional.of(GROUP + name);
            case "ServiceAccount" -> accountPrefix().flatMap(prefix -> account(prefix, namespaceOfBinding));
            default -> Optional.empty();
        };
    }

    private Optional<String> accountPrefix() {
        return switch (apiGroup) {
            case "kubesphere.io" -> Optional.of("kubesphere:serviceaccount:");
            case "rbac.authorization.k8s.io" -> Optional.of("system:serviceaccount:");
            default -> Optional.empty();
        };
    }

    private Optional<String> account(String prefix, String namespaceOfBinding) {
        var home = namespace.isEmpty() ? namespaceOfBinding : namespace;
        return home.isEmpty() ? Optional.empty() : Optional.of(USER + prefix + home + ":" + name);
    }
}

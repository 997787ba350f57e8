package io.kubesphere.ai.standalone.ksapiserver.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.ksapiserver.path.Attempt;
import io.kubesphere.ai.standalone.ksapiserver.path.Target;
import java.util.ArrayList;
import java.util.List;

/** One rule of a role, with Kubernetes' meaning. */
record PolicyRule(
        List<String> verbs,
        List<String> apiGroups,
        List<String> resources,
        List<String> resourceNames,
        List<String> paths) {
    private static final String ALL = "*";

    static List<PolicyRule> listOf(JsonNode rules) {
        var list = new ArrayList<PolicyRule>();
        rules.forEach(rule -> list.add(new PolicyRule(
                Json.texts(rule.path("verbs")),
                Json.texts(rule.path("apiGroups")),
                Json.texts(rule.path("resources")),
                Json.texts(rule.path("resourceNames")),
                Json.texts(rule.path("nonResourceURLs")))));
        return List.copyOf(list);
    }

    boolean allows(Attempt attempt) {
        var target = attempt.target();
        return holds(verbs, attempt.verb()) && (target.isPresent() ? allows(target.get()) : allowsPath(attempt.path()));
    }

    private boolean allows(Target target) {
        return holds(apiGroups, target.group())
                && (holds(resources, target.combined()) || allowsSubresource(target.subresource()))
                && (resourceNames.isEmpty() || resourceNames.contains(target.name()));
    }

    private boolean allowsSubresource(String subresource) {
        return !subresource.isEmpty() && resources.contains("*/" + subresource);
    }

    private boolean allowsPath(String path) {
        return paths.stream()
                .anyMatch(allowed -> allowed.endsWith(ALL)
                        ? path.startsWith(allowed.replaceAll("\\*+$", ""))
                        : path.equals(allowed));
    }

    private static boolean holds(List<String> allowed, String asked) {
        return allowed.contains(ALL) || allowed.contains(asked);
    }
}

package io.kubesphere.ai.standalone.apiserver.kinds;

import java.util.Map;

/** The client library's class of each built-in kind. */
final class Models {

    private static final String ROOT = "io.fabric8.kubernetes.api.model.";
    private static final Map<String, String> PACKAGES = Map.ofEntries(
            Map.entry("", ""),
            Map.entry("apps", "apps."),
            Map.entry("batch", "batch.v1."),
            Map.entry("coordination.k8s.io", "coordination.v1."),
            Map.entry("events.k8s.io", "events.v1."),
            Map.entry("discovery.k8s.io", "discovery.v1."),
            Map.entry("policy", "policy.v1."),
            Map.entry("autoscaling", "autoscaling.v2."),
            Map.entry("rbac.authorization.k8s.io", "rbac."),
            Map.entry("networking.k8s.io", "networking.v1."),
            Map.entry("scheduling.k8s.io", "scheduling.v1."),
            Map.entry("storage.k8s.io", "storage."),
            Map.entry("admissionregistration.k8s.io", "admissionregistration.v1."),
            Map.entry("apiextensions.k8s.io", "apiextensions.v1."));

    private Models() {}

    static Class<?> of(String group, String kind) {
        try {
            return Class.forName(ROOT + PACKAGES.get(group) + kind, false, Models.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("no model class for " + kind + " of group " + group, e);
        }
    }
}

package io.kubesphere.ai.standalone.runner.container;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.util.Map;
import java.util.Optional;

/** Entries of a namespace's ConfigMaps and Secrets; what is missing and not optional is a Problem in a kubelet's words. */
record ConfigLookup(ConfigSource source, String namespace) {

    Map<String, byte[]> configMap(String name, Boolean optional) {
        return found(source.configMap(namespace, name), optional, "configmap", name);
    }

    Map<String, byte[]> secret(String name, Boolean optional) {
        return found(source.secret(namespace, name), optional, "secret", name);
    }

    private static Map<String, byte[]> found(
            Optional<Map<String, byte[]>> entries, Boolean optional, String kind, String name) {
        if (entries.isEmpty() && !Boolean.TRUE.equals(optional)) {
            throw Problem.of(Problem.Code.NOT_FOUND, "%s \"%s\" not found", kind, name);
        }
        return entries.orElse(Map.of());
    }
}

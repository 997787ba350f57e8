package io.kubesphere.ai.standalone.runner.container;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The variables that a container's spec asks for. */
record Environment(PodContext context, ConfigSource source) {

    /** Later ones win; each may refer to earlier ones. A Problem says what is missing, in the kubelet's words. */
    Map<String, String> of(Container container) {
        var variables = new LinkedHashMap<String, String>();
        container.getEnvFrom().forEach(from -> addAll(variables, from));
        for (var variable : container.getEnv()) {
            value(variable, container, variables).ifPresent(value -> variables.put(variable.getName(), value));
        }
        return variables;
    }

    private void addAll(Map<String, String> variables, EnvFromSource from) {
        var prefix = Optional.ofNullable(from.getPrefix()).orElse("");
        Optional.ofNullable(from.getConfigMapRef())
                .map(map -> lookup().configMap(map.getName(), map.getOptional()))
                .ifPresent(entries -> put(variables, prefix, entries));
        Optional.ofNullable(from.getSecretRef())
                .map(secret -> lookup().secret(secret.getName(), secret.getOptional()))
                .ifPresent(entries -> put(variables, prefix, entries));
    }

    private static void put(Map<String, String> variables, String prefix, Map<String, byte[]> entries) {
        entries.forEach((key, bytes) -> variables.put(prefix + key, new String(bytes, StandardCharsets.UTF_8)));
    }

    private Optional<String> value(EnvVar variable, Container container, Map<String, String> earlier) {
        var from = Optional.ofNullable(variable.getValueFrom());
        if (from.isPresent()) {
            return referenced(from.get(), container);
        }
        var text = Optional.ofNullable(variable.getValue()).orElse("");
        return Optional.of(Expansion.expand(text, earlier));
    }

    private Optional<String> referenced(EnvVarSource from, Container container) {
        var fields = new DownwardFields(context);
        if (from.getFieldRef() != null) {
            return Optional.of(fields.field(from.getFieldRef()));
        }
        if (from.getResourceFieldRef() != null) {
            return Optional.of(fields.resource(from.getResourceFieldRef(), container));
        }
        if (from.getSecretKeyRef() != null) {
            var key = from.getSecretKeyRef();
            var entries = lookup().secret(key.getName(), key.getOptional());
            return entry(entries, key.getKey(), key.getOptional(), "Secret " + path(key.getName()));
        }
        if (from.getConfigMapKeyRef() != null) {
            var key = from.getConfigMapKeyRef();
            var entries = lookup().configMap(key.getName(), key.getOptional());
            return entry(entries, key.getKey(), key.getOptional(), "ConfigMap " + path(key.getName()));
        }
        throw Problem.of(Problem.Code.INVALID, "a variable's valueFrom is of no kind that can be resolved here");
    }

    private String path(String name) {
        return context.namespace() + "/" + name;
    }

    private static Optional<String> entry(Map<String, byte[]> entries, String key, Boolean optional, String where) {
        var bytes = Optional.ofNullable(entries.get(key));
        if (bytes.isEmpty() && !Boolean.TRUE.equals(optional)) {
            throw Problem.of(Problem.Code.NOT_FOUND, "couldn't find key %s in %s", key, where);
        }
        return bytes.map(value -> new String(value, StandardCharsets.UTF_8));
    }

    private ConfigLookup lookup() {
        return new ConfigLookup(source, context.namespace());
    }
}

package io.kubesphere.ai.standalone.runner.container;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads ConfigMaps and Secrets anew each time, so that a container that starts never gets an old one. */
public final class ClusterConfigSource implements ConfigSource {

    private final KubernetesClient client;

    public ClusterConfigSource(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public Optional<Map<String, byte[]>> configMap(String namespace, String name) {
        var found = Optional.ofNullable(
                client.configMaps().inNamespace(namespace).withName(name).get());
        return found.map(map -> {
            var entries = decoded(map.getBinaryData());
            if (map.getData() != null) {
                map.getData().forEach((key, text) -> entries.put(key, text.getBytes(StandardCharsets.UTF_8)));
            }
            return entries;
        });
    }

    @Override
    public Optional<Map<String, byte[]>> secret(String namespace, String name) {
        var found = Optional.ofNullable(
                client.secrets().inNamespace(namespace).withName(name).get());
        return found.map(secret -> decoded(secret.getData()));
    }

    private static Map<String, byte[]> decoded(Map<String, String> base64) {
        var entries = new HashMap<String, byte[]>();
        if (base64 != null) {
            base64.forEach(
                    (key, text) -> entries.put(key, Base64.getMimeDecoder().decode(text)));
        }
        return entries;
    }
}

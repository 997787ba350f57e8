package io.kubesphere.ai.standalone.runner.container;

import java.util.Map;
import java.util.Optional;

/** Where ConfigMaps and Secrets come from. */
public interface ConfigSource {

    /** The entries of a ConfigMap, text and binary; empty when there is none of this name. */
    Optional<Map<String, byte[]>> configMap(String namespace, String name);

    /** The decoded entries of a Secret. */
    Optional<Map<String, byte[]>> secret(String namespace, String name);
}

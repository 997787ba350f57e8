package io.kubesphere.ai.kernel.kube;

import io.fabric8.kubernetes.client.Config;
import io.quarkus.kubernetes.client.KubernetesConfigCustomizer;
import jakarta.inject.Singleton;

/** Names us to the API server, which notes the name as the manager of the fields of what we create. */
@Singleton
class ClientName implements KubernetesConfigCustomizer {
    @Override
    public void customize(Config config) {
        config.setUserAgent(KubeObjects.FIELD_MANAGER);
    }
}

package io.kubesphere.ai.apiserver;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kubesphere.ai.testing.NeedsRealCluster;
import io.kubesphere.ai.testing.RealClusterCondition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The suite against a real kube-apiserver with its controllers: what the stand-in is held to is what Kubernetes does. */
@NeedsRealCluster
class RealApiServerTest extends ApiServerBehaviour {
    private static KubernetesClient client;

    @BeforeAll
    static void connect() {
        var config = Config.fromKubeconfig(
                RealClusterCondition.kubeconfig().orElseThrow().toFile());
        config.setRequestRetryBackoffLimit(0);
        client = new KubernetesClientBuilder().withConfig(config).build();
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @Override
    KubernetesClient client() {
        return client;
    }

    /** An API server alone collects no garbage; {@code E2E_CONTROLLERS=none} says that it is alone. */
    @Override
    public boolean hasControllers() {
        return !"none".equals(System.getenv("E2E_CONTROLLERS"));
    }
}

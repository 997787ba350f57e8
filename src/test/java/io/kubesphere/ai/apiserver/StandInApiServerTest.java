package io.kubesphere.ai.apiserver;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kubesphere.ai.standalone.apiserver.ApiServerOptions;
import io.kubesphere.ai.standalone.apiserver.StandInApiServer;
import io.kubesphere.ai.testing.BesideOthers;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The stand-in behaves as a real API server does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@BesideOthers
class StandInApiServerTest extends ApiServerBehaviour {

    private StandInApiServer server;
    private KubernetesClient client;

    @BeforeAll
    void start() {
        server = StandInApiServer.start(ApiServerOptions.inMemory(Clock.systemUTC()));
        client = client(server);
    }

    @AfterAll
    void stop() {
        client.close();
        server.close();
    }

    static KubernetesClient client(StandInApiServer server) {
        var config = Config.fromKubeconfig(server.kubeconfig());
        // a refusal that the client takes for passing (5xx) is an answer here, and a dropped connection is a fault
        config.setRequestRetryBackoffLimit(0);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    @Override
    KubernetesClient client() {
        return client;
    }

    @Override
    public boolean hasControllers() {
        return true;
    }
}

package io.kubesphere.ai.kernel.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kubesphere.ai.standalone.apiserver.ApiServerOptions;
import io.kubesphere.ai.standalone.apiserver.StandInApiServer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InformersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private StandInApiServer server;
    private KubernetesClient client;
    private Informers informers;

    @BeforeEach
    void start() {
        server = StandInApiServer.start(ApiServerOptions.inMemory(Clock.systemUTC()));
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(server.kubeconfig()))
                .build();
        informers = new Informers(client);
    }

    @AfterEach
    void stop() {
        informers.stop();
        client.close();
        server.close();
    }

    @Test
    void whatIsTracedIsToldWholeHoweverLongItHasBeenThere() {
        client.resource(map("old", "a")).create();
        var told = new Told();

        informers.traced(ConfigMap.class, "test", new Tracks<>(ConfigMap::new), told);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told.values).containsEntry("old", "a"));
        client.resource(map("new", "b")).create();
        client.resource(map("old", "c")).update();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(told.values).containsEntry("old", "c").containsEntry("new", "b"));
        client.resource(map("old", "c")).delete();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told.values).doesNotContainKey("old"));
    }

    private static ConfigMap map(String name, String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName(name)
                .endMetadata()
                .addToData("value", value)
                .build();
    }

    private static final class Told implements Informers.Trace<ConfigMap> {
        private final Map<String, String> values = new ConcurrentHashMap<>();

        @Override
        public void seen(ConfigMap object) {
            values.put(
                    object.getMetadata().getName(),
                    object.getData() == null ? "nothing" : object.getData().get("value"));
        }

        @Override
        public void gone(ConfigMap object) {
            values.remove(object.getMetadata().getName());
        }
    }
}

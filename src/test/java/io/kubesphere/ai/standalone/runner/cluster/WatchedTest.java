package io.kubesphere.ai.standalone.runner.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kubesphere.ai.standalone.apiserver.ApiServerOptions;
import io.kubesphere.ai.standalone.apiserver.StandInApiServer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchedTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CHANGES = 1500;

    private StandInApiServer server;
    private KubernetesClient client;
    private ClusterView view;

    @BeforeAll
    void start() {
        server = StandInApiServer.start(ApiServerOptions.inMemory(Clock.systemUTC()));
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(server.kubeconfig()))
                .build();
        view = ClusterView.of(client);
        view.start(PATIENCE);
    }

    @AfterAll
    void stop() {
        view.close();
        client.close();
        server.close();
    }

    @Test
    void podIsThereWhileItChanges() throws Exception {
        var uid = client.resource(pod("changing", 0)).create().getMetadata().getUid();
        Awaitility.await().atMost(PATIENCE).until(() -> view.pods().withUid(uid).isPresent());

        var missed = new AtomicInteger();
        var changes = CompletableFuture.runAsync(() -> {
            for (var number = 1; number <= CHANGES; number++) {
                client.resource(pod("changing", number)).forceConflicts().serverSideApply();
            }
        });
        while (!changes.isDone()) {
            if (view.pods().withUid(uid).isEmpty()) {
                missed.incrementAndGet();
            }
        }
        changes.get();
        assertThat(missed).hasValue(0);
    }

    @Test
    void podThatIsDeletedIsGone() {
        var uid = client.resource(pod("going", 0)).create().getMetadata().getUid();
        Awaitility.await().atMost(PATIENCE).until(() -> view.pods().withUid(uid).isPresent());

        client.pods()
                .inNamespace("default")
                .withName("going")
                .withGracePeriod(0)
                .delete();

        Awaitility.await().atMost(PATIENCE).until(() -> view.pods().withUid(uid).isEmpty());
    }

    private static Pod pod(String name, int number) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .addToAnnotations("number", Integer.toString(number))
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .withImage("any")
                .endContainer()
                .endSpec()
                .build();
    }
}

package io.kubesphere.ai.standalone.runner.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kubesphere.ai.overview.Measure;
import io.kubesphere.ai.overview.PodName;
import io.kubesphere.ai.overview.engine.metricsapi.MetricsApiUsage;
import io.kubesphere.ai.standalone.apiserver.ApiServerOptions;
import io.kubesphere.ai.standalone.apiserver.StandInApiServer;
import io.kubesphere.ai.standalone.runner.container.ContainerPrograms;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A busy process that stands for a container, measured and read back as the service reads a real cluster. */
class NodeMeterTest {
    private static final PodName BUSY = new PodName("default", "busy");

    private StandInApiServer server;
    private KubernetesClient client;
    private Process process;
    private NodeMeter meter;

    @BeforeEach
    void start() throws IOException {
        server = StandInApiServer.start(ApiServerOptions.inMemory(Clock.systemUTC()));
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(server.kubeconfig()))
                .build();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("default")
                        .endMetadata()
                        .build())
                .createOr(existing -> existing.update());
        var pod = client.resource(pod()).create();
        var builder = new ProcessBuilder("sh", "-c", "while :; do :; done");
        builder.environment().put(ContainerPrograms.MARKER, pod.getMetadata().getUid() + "/main/0");
        process = builder.start();
        meter = NodeMeter.start(client, "here", 0, Clock.systemUTC());
    }

    private static Pod pod() {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(BUSY.namespace())
                .withName(BUSY.name())
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .withImage("x")
                .endContainer()
                .endSpec()
                .build();
    }

    @AfterEach
    void stop() {
        meter.close();
        process.destroyForcibly();
        client.close();
        server.close();
    }

    @Test
    void whatAContainerUsesIsReadAsInAClusterUntilItHasEnded() throws Exception {
        var source = new MetricsApiUsage(client);

        await().atMost(Duration.ofMinutes(1))
                .until(() -> client.getApiResources(MetricsApiUsage.API_VERSION) != null
                        && source.now().pods().containsKey(BUSY));
        var usage = source.now();

        assertThat(usage.pods().get(BUSY).get(Measure.CPU).orElse(0)).isPositive();
        assertThat(usage.pods().get(BUSY).get(Measure.MEMORY).orElse(0)).isPositive();
        assertThat(usage.machines().get("here").get(Measure.CPU).orElse(0)).isPositive();
        assertThat(usage.times()).containsKey(Measure.CPU);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + meter.port() + "/metrics"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body())
                .contains(
                        "container_cpu_usage_seconds_total{container=\"main\",namespace=\"default\",node=\"here\",pod=\"busy\"}")
                .contains("container_memory_working_set_bytes{id=\"/\",node=\"here\"}");

        process.destroyForcibly().waitFor();
        await().atMost(Duration.ofMinutes(1)).until(() -> !source.now().pods().containsKey(BUSY));
    }
}

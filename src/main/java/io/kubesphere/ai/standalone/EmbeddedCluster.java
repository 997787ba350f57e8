package io.kubesphere.ai.standalone;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kubesphere.ai.standalone.ksapiserver.seed.DemoTenancy;
import io.kubesphere.ai.standalone.runner.ProcessRunner;
import io.kubesphere.ai.standalone.runner.RunnerOptions;
import io.kubesphere.ai.standalone.runner.container.OwnImage;
import io.kubesphere.ai.standalone.runner.measure.NodeMeter;
import io.kubesphere.ai.standalone.runner.podlog.PodLogFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An API server with the demo tenancy, and a kubelet that runs its pods as processes. */
final class EmbeddedCluster implements AutoCloseable {
    /** What pods name as the image of our own program. */
    static final String IMAGE = "ai-platform:standalone";

    private static final String AGENT = "io.kubesphere.ai.kernel.workload.agent.AgentMain";
    private static final List<String> ANNOUNCEMENTS =
            List.of("/standalone/kubesphere/ai-platform.yaml", "/standalone/kubesphere/extension.yaml");

    /** Where the chart, rendered for the stand-alone environment, puts the account. */
    private static final String ACCOUNT_NAMESPACE = "default";

    private static final String ACCOUNT_SECRET = "ai-platform-token";
    private static final int PATIENCE_SECONDS = 30;

    private final PodLogFiles logs;
    private final ClusterApi server;
    private final KubernetesClient client;
    private final ProcessRunner runner;
    private final NodeMeter meter;

    private EmbeddedCluster(
            PodLogFiles logs, ClusterApi server, KubernetesClient client, ProcessRunner runner, NodeMeter meter) {
        this.logs = logs;
        this.server = server;
        this.client = client;
        this.runner = runner;
        this.meter = meter;
    }

    static EmbeddedCluster start(StateDirectory state, StandaloneOptions wanted, Clock clock) {
        var logs = PodLogFiles.in(state.path("runner"), clock);
        var server =
                switch (wanted.apiServer()) {
                    case STAND_IN -> StandInApi.start(state, logs, clock);
                    case REAL -> RealApiServer.start(state, logs);
                };
        state.write(state.path("kubeconfig"), server.kubeconfig());
        var client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(server.url().toString())
                        .build())
                .build();
        new DemoTenancy(client).seed();
        var options = RunnerOptions.standard(clock)
                .withImages(agent(wanted.application()))
                .withKubeletPort(server.node().map(NodeEndpoint::port).orElse(0));
        var runner = ProcessRunner.start(client, logs, options);
        var meter = NodeMeter.start(client, options.nodeName(), state.port("meter"), clock);
        return new EmbeddedCluster(logs, server, client, runner, meter);
    }

    private static OwnImage agent(Path application) {
        var classes =
                application.resolve("app") + "/*:" + application.resolve("lib").resolve("main") + "/*";
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new OwnImage(
                IMAGE,
                List.of(java, "-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classes, AGENT),
                Map.of());
    }

    /** Makes the service known to ks-apiserver and the console, with the roles that the chart gives. */
    void announce(String serviceUrl) {
        ANNOUNCEMENTS.forEach(file -> announce(file, serviceUrl));
    }

    private void announce(String file, String serviceUrl) {
        try (var yaml = EmbeddedCluster.class.getResourceAsStream(file)) {
            var text = new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
            client.load(new ByteArrayInputStream(
                            text.replace("${SERVICE_URL}", serviceUrl).getBytes(StandardCharsets.UTF_8)))
                    .items()
                    .forEach(object -> client.resource(object)
                            .fieldManager("standalone")
                            .forceConflicts()
                            .serverSideApply());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The token that ks-apiserver gives the service's own account, as it would mount it into the service's pod. */
    String accountToken() {
        var secret = client.secrets()
                .inNamespace(ACCOUNT_NAMESPACE)
                .withName(ACCOUNT_SECRET)
                .waitUntilCondition(made -> made != null && made.getData() != null, PATIENCE_SECONDS, TimeUnit.SECONDS);
        return new String(Base64.getDecoder().decode(secret.getData().get("token")), StandardCharsets.US_ASCII);
    }

    KubernetesClient client() {
        return client;
    }

    URI url() {
        return server.url();
    }

    /** Where a Prometheus can read what the node uses. */
    int meterPort() {
        return meter.port();
    }

    /** Programs of users go on; the next start takes them up again. */
    @Override
    public void close() {
        meter.close();
        runner.close();
        client.close();
        server.close();
        logs.close();
    }
}

package io.kubesphere.ai.testing;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kubesphere.ai.kernel.workload.agent.AgentMain;
import io.kubesphere.ai.standalone.apiserver.ApiServerOptions;
import io.kubesphere.ai.standalone.apiserver.StandInApiServer;
import io.kubesphere.ai.standalone.runner.ProcessRunner;
import io.kubesphere.ai.standalone.runner.RunnerOptions;
import io.kubesphere.ai.standalone.runner.container.OwnImage;
import io.kubesphere.ai.standalone.runner.podlog.PodLogFiles;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * A cluster whose pods really run, as processes, with our kinds and two projects. The API server stands behind a gate: a
 * test that has {@link Gate} injected can take it away from the service. {@link KubernetesClient} is injected too;
 * it goes around the gate.
 */
public final class NodeForTests implements QuarkusTestResourceLifecycleManager {
    private static final String IMAGE = "ai-platform:test";
    private static final Map<String, String> PROJECTS = Map.of("vision", "research", "outside", "marketing");

    private PodLogFiles logs;
    private StandInApiServer server;
    private Gate gate;
    private KubernetesClient client;
    private ProcessRunner runner;

    @Override
    public Map<String, String> start() {
        try {
            var state = Files.createTempDirectory("node");
            logs = PodLogFiles.in(state, Clock.systemUTC());
            server = StandInApiServer.start(
                    ApiServerOptions.inMemory(Clock.systemUTC()).withLogs(logs));
            gate = Gate.before(URI.create(server.url()).getPort());
            client = new KubernetesClientBuilder()
                    .withConfig(Config.fromKubeconfig(server.kubeconfig()))
                    .build();
            install();
            runner = ProcessRunner.start(
                    client, logs, RunnerOptions.standard(Clock.systemUTC()).withImages(agent()));
            return settings(state);
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    private void install() throws IOException {
        try (var files = Files.list(Path.of("ks-apiservice/crds"))) {
            for (var file : files.sorted().toList()) {
                try (var in = Files.newInputStream(file)) {
                    client.load(in).create();
                }
            }
        }
        PROJECTS.forEach((project, workspace) -> client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(project)
                        .addToLabels("kubesphere.io/workspace", workspace)
                        .endMetadata()
                        .build())
                .create());
    }

    /** The agent as a program of this machine. */
    private static OwnImage agent() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new OwnImage(
                IMAGE,
                List.of(
                        java,
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        AgentMain.class.getName()),
                Map.of());
    }

    private Map<String, String> settings(Path state) throws IOException {
        var port = freePort();
        return Map.of(
                "quarkus.http.test-port",
                Integer.toString(port),
                "aip.workload.service-url",
                "http://127.0.0.1:" + port,
                "aip.workload.image",
                IMAGE,
                "quarkus.kubernetes-client.api-server-url",
                "http://127.0.0.1:" + gate.port(),
                "aip.leader-election.namespace",
                "default",
                "aip.object-store.kind",
                "directory",
                "aip.object-store.directory",
                state.resolve("objects").toString());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(gate, field -> field.getType() == Gate.class);
        injector.injectIntoFields(client, field -> field.getType() == KubernetesClient.class);
    }

    @Override
    public void stop() {
        if (runner == null) {
            return;
        }
        try {
            runner.close();
            client.close();
            gate.close();
            server.close();
            logs.close();
        } catch (IOException notStopped) {
            throw new UncheckedIOException(notStopped);
        }
    }
}

package io.kubesphere.ai.testing;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kubesphere.ai.standalone.apiserver.ApiServerOptions;
import io.kubesphere.ai.standalone.apiserver.StandInApiServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** An API server that serves our kinds, with a few projects, and a directory as object store, for the service under test. */
public final class ClusterForTests implements QuarkusTestResourceLifecycleManager {
    private static final Map<String, String> PROJECTS = Map.of(
            "vision", "research",
            "speech", "research",
            "outside", "marketing",
            "default", "system-workspace");

    private StandInApiServer server;

    @Override
    public Map<String, String> start() {
        server = StandInApiServer.start(ApiServerOptions.inMemory(Clock.systemUTC()));
        try (var client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder().withMasterUrl(server.url()).build())
                .build()) {
            install(client);
            var objects = Files.createTempDirectory("objects");
            return Map.of(
                    "quarkus.kubernetes-client.api-server-url",
                    server.url(),
                    "aip.leader-election.namespace",
                    "default",
                    "aip.object-store.kind",
                    "directory",
                    "aip.object-store.directory",
                    objects.toString());
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    private static void install(KubernetesClient client) throws IOException {
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
                .createOr(existing -> existing.update()));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }
}

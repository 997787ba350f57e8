package io.kubesphere.ai.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.kubesphere.ai.chart.ExtensionPackage;
import io.kubesphere.ai.standalone.ksapiserver.seed.DemoTenancy;
import io.kubesphere.ai.testing.RealClusterCondition;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The extension's charts, applied to the real cluster as KubeSphere's installer would, and the service under test as the
 * account that they make. {@link KubernetesClient} is injected for the test's own use, with all rights.
 */
public final class InstalledChart implements QuarkusTestResourceLifecycleManager {
    static final String NAMESPACE = "extension-ai-platform";
    static final String ACCOUNT = "system:serviceaccount:" + NAMESPACE + ":ai-platform";

    /** Prometheus' operator is not here, and a chart asks for its kinds only where it is. */
    private static final Set<String> MONITORING = Set.of("ServiceMonitor", "PrometheusRule");

    private final List<JsonNode> objects = new ArrayList<>();
    private KubernetesClient admin;

    @Override
    public Map<String, String> start() {
        admin = RealCluster.admin();
        try {
            new DemoTenancy(admin).seed();
            namespace(NAMESPACE, "system-workspace");
            namespace("vision", "research");
            var extension = ExtensionPackage.build(Files.createTempDirectory("extension"));
            Stream.of(
                            extension.definitions(),
                            extension.rendered(ExtensionPackage.HOST),
                            extension.rendered(ExtensionPackage.AGENT))
                    .flatMap(List::stream)
                    .filter(object -> !MONITORING.contains(object.path("kind").asText()))
                    .map(InstalledChart::resting)
                    .forEach(objects::add);
            objects.forEach(this::apply);
            return settings(Files.createTempDirectory("objects"));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Without pods: the service under test runs here, and its database and object store do. */
    private static JsonNode resting(JsonNode object) {
        if (object.path("spec").has("replicas")) {
            ((ObjectNode) object.path("spec")).put("replicas", 0);
        }
        return object;
    }

    /** What the API server made of the object. */
    GenericKubernetesResource apply(JsonNode object) {
        return admin.resource(
                        new KubernetesSerialization().unmarshal(object.toString(), GenericKubernetesResource.class))
                .fieldManager("installer")
                .forceConflicts()
                .serverSideApply();
    }

    List<JsonNode> objects() {
        return objects;
    }

    private void namespace(String name, String workspace) {
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("kubesphere.io/workspace", workspace)
                        .endMetadata()
                        .build())
                .fieldManager("tests")
                .forceConflicts()
                .serverSideApply();
    }

    private Map<String, String> settings(Path directory) throws IOException {
        var config = admin.getConfiguration();
        var authority =
                Files.write(directory.resolve("ca.crt"), Base64.getDecoder().decode(config.getCaCertData()));
        var settings = new HashMap<>(Map.of(
                "quarkus.kubernetes-client.api-server-url", config.getMasterUrl(),
                "quarkus.kubernetes-client.ca-cert-file", authority.toString(),
                "quarkus.kubernetes-client.token", token(),
                "aip.leader-election.namespace", NAMESPACE,
                "aip.object-store.kind", "directory",
                "aip.object-store.directory", directory.resolve("objects").toString()));
        RealClusterCondition.address().ifPresent(address -> settings.putAll(Images.settings(address)));
        return settings;
    }

    private String token() {
        return admin.serviceAccounts()
                .inNamespace(NAMESPACE)
                .withName("ai-platform")
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(7200L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(admin, field -> field.getType() == KubernetesClient.class);
        injector.injectIntoFields(this, field -> field.getType() == InstalledChart.class);
    }

    @Override
    public void stop() {
        if (admin != null) {
            admin.close();
        }
    }
}

package io.kubesphere.ai.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.kubesphere.ai.standalone.apiserver.ApiServerOptions;
import io.kubesphere.ai.standalone.apiserver.StandInApiServer;
import io.kubesphere.ai.standalone.ksapiserver.seed.DemoTenancy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The extension package keeps the rules of ksbuilder and of KubeSphere's installer, one by one. */
class ExtensionPackageTest {
    private static final long MOST_BYTES = 1024 * 1024;
    private static final Set<String> MONITORING = Set.of("ServiceMonitor", "PrometheusRule");

    /** What KubeSphere lets every installer do in its namespace. */
    private static final Set<String> ALWAYS =
            Set.of("", "apps", "batch", "policy", "networking.k8s.io", "autoscaling", "metrics.k8s.io");

    @TempDir
    static Path output;

    private static ExtensionPackage extension;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        extension = ExtensionPackage.build(output);
    }

    @Test
    void archiveIsSmallEnoughForAConfigMap() throws IOException {
        assertThat(Files.size(extension.archive())).isLessThan(MOST_BYTES);
    }

    @Test
    void whatIsRequiredIsThere() {
        var metadata = extension.yaml("extension.yaml");

        for (var field : List.of(
                "apiVersion", "name", "version", "displayName", "description", "category", "provider", "icon")) {
            assertThat(metadata.path(field).isEmpty()
                            && metadata.path(field).asText().isEmpty())
                    .as(field)
                    .isFalse();
        }
        assertThat(extension.directory().resolve(metadata.path("icon").asText()))
                .isRegularFile();
        assertThat(metadata.path("screenshots")).isNotEmpty().allSatisfy(picture -> assertThat(
                        extension.directory().resolve(picture.asText()))
                .isRegularFile());
    }

    @Test
    void nameAndVersionAreWhatAServerTakes() {
        var metadata = extension.yaml("extension.yaml");

        assertThat(metadata.path("name").asText()).matches("[a-z0-9]([-a-z0-9]{0,30}[a-z0-9])?");
        assertThat(metadata.path("version").asText()).matches("\\d+\\.\\d+\\.\\d+(-[a-z0-9.]+)?");
        assertThat(extension.text("Chart.yaml"))
                .contains("name: " + metadata.path("name").asText() + "\n")
                .contains("version: " + metadata.path("version").asText() + "\n");
    }

    @Test
    void everyTextIsInEnglishAndChinese() {
        var metadata = extension.yaml("extension.yaml");

        for (var field : List.of("displayName", "description", "provider")) {
            assertThat(metadata.path(field).fieldNames()).toIterable().containsExactlyInAnyOrder("en", "zh");
        }
        for (var file : List.of("README.md", "README_zh.md", "CHANGELOG.md", "CHANGELOG_zh.md")) {
            assertThat(extension.directory().resolve(file)).isNotEmptyFile();
        }
        assertThat(extension.text("CHANGELOG.md"))
                .contains(metadata.path("version").asText());
    }

    @Test
    void dependenciesAreTheChartsThatAreInIt() throws IOException {
        var metadata = extension.yaml("extension.yaml");
        try (var charts = Files.list(extension.directory().resolve("charts"))) {
            assertThat(charts.map(chart -> chart.getFileName().toString()))
                    .containsExactlyElementsOf(texts(metadata.path("dependencies"), "name").stream()
                            .distinct()
                            .toList());
        }
        assertThat(texts(metadata.path("dependencies"), "alias")).doesNotHaveDuplicates();
    }

    @Test
    void chartHasNothingThatHelmObjectsTo() {
        var linted = new Helm(extension.directory().resolve("charts/ks-apiservice"))
                .lint()
                .quiet()
                .call();

        assertThat(linted.isFailed()).as(linted.getMessages().toString()).isFalse();
    }

    @Test
    void hostGetsRolesOfWorkspacesAndClustersThatRunWorkloadsTheRest() {
        assertThat(kinds(ExtensionPackage.HOST))
                .contains("RoleTemplate", "Category")
                .doesNotContain("Deployment");
        assertThat(kinds(ExtensionPackage.AGENT))
                .contains("Deployment", "APIService", "RoleTemplate", "NetworkPolicy", "PodDisruptionBudget");
        assertThat(names(ExtensionPackage.HOST)).doesNotContainAnyElementsOf(names(ExtensionPackage.AGENT));
    }

    @Test
    void imagesAreListedAndComeFromTheRegistryThatIsConfigured() {
        var listed = texts(extension.yaml("extension.yaml").path("images"));
        var usual = images(ExtensionPackage.AGENT);
        var moved = images(with(ExtensionPackage.AGENT, Map.of("global.imageRegistry", "registry.example:5000")));

        assertThat(usual).isNotEmpty();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(usual);
        assertThat(moved).allMatch(image -> image.startsWith("registry.example:5000/"));
    }

    @Test
    void workloadsGoToTheNodesThatAreConfigured() {
        var rendered = extension.rendered(with(ExtensionPackage.AGENT, Map.of("global.nodeSelector.zone", "a")));

        assertThat(podTemplates(rendered)).isNotEmpty().allSatisfy(template -> assertThat(
                        template.at("/spec/nodeSelector/zone").asText())
                .isEqualTo("a"));
    }

    @Test
    void containersAreConfined() {
        assertThat(podTemplates(extension.rendered(ExtensionPackage.AGENT))).allSatisfy(template -> {
            for (var container : template.at("/spec/containers")) {
                var name = container.path("name").asText();
                assertThat(container.at("/resources/requests/memory").asText())
                        .as(name)
                        .isNotEmpty();
                assertThat(container
                                .at("/securityContext/allowPrivilegeEscalation")
                                .asBoolean(true))
                        .as(name)
                        .isFalse();
            }
            assertThat(template.at("/spec/securityContext/runAsNonRoot").asBoolean())
                    .isTrue();
        });
    }

    /** Permissions bound the installer: less and the installation fails, more and the admin grants it for nothing. */
    @Test
    void permissionsCoverExactlyWhatIsMade() {
        var made = Stream.of(
                        extension.definitions(),
                        extension.rendered(ExtensionPackage.HOST),
                        extension.rendered(with(
                                ExtensionPackage.AGENT,
                                Map.of(
                                        "member.monitoring.serviceMonitor.enabled", true,
                                        "member.monitoring.prometheusRule.enabled", true,
                                        "member.monitoring.dashboards.enabled", true))))
                .flatMap(List::stream)
                .filter(object -> !ALWAYS.contains(group(object)))
                .map(object -> group(object) + "/" + plural(object))
                .collect(Collectors.toCollection(TreeSet::new));
        var granted = new TreeSet<String>();
        for (var role : extension.documents(extension.text("permissions.yaml"))) {
            for (var rule : role.path("rules")) {
                texts(rule.path("apiGroups")).forEach(group -> texts(rule.path("resources"))
                        .forEach(resource -> granted.add(group + "/" + resource)));
                assertThat(texts(rule.path("verbs"))).contains("get", "list", "create", "update", "patch", "delete");
            }
        }

        assertThat(granted).isEqualTo(made);
    }

    @Test
    void serviceIsToldWhichDevicesAPlaneHas() {
        var rendered = extension.rendered(with(
                ExtensionPackage.AGENT,
                Map.of(
                        "member.overview.planes.compute.devices", "mlx5_[0-7]",
                        "member.overview.planes.compute.resource", "rdma/hca_shared")));

        assertThat(rendered)
                .filteredOn(object -> object.path("data").has("AIP_AUTH_MODE"))
                .singleElement()
                .satisfies(map -> {
                    assertThat(map.at("/data/AIP_OVERVIEW_PROMETHEUS_DEVICES_COMPUTE")
                                    .asText())
                            .isEqualTo("mlx5_[0-7]");
                    assertThat(map.at("/data/AIP_OVERVIEW_PLANE_RESOURCES_COMPUTE")
                                    .asText())
                            .isEqualTo("rdma/hca_shared");
                    assertThat(map.path("data").has("AIP_OVERVIEW_PROMETHEUS_DEVICES_STORAGE"))
                            .isFalse();
                });
    }

    @Test
    void dashboardsAreMountedForGrafanasSidecarAsTheyAre() throws IOException {
        var rendered = extension.rendered(with(
                ExtensionPackage.AGENT,
                Map.of(
                        "member.monitoring.dashboards.enabled",
                        true,
                        "member.monitoring.dashboards.annotations.grafana_folder",
                        "AI")));
        var mounted = rendered.stream()
                .filter(object ->
                        object.at("/metadata/labels/grafana_dashboard").asText().equals("1"))
                .toList();

        assertThat(mounted).hasSameSizeAs(Dashboard.all()).allSatisfy(map -> assertThat(
                        map.at("/metadata/annotations/grafana_folder").asText())
                .isEqualTo("AI"));
        for (var dashboard : Dashboard.all()) {
            var file = dashboard.name() + ".json";
            assertThat(mounted)
                    .filteredOn(map -> map.path("data").has(file))
                    .singleElement()
                    .satisfies(map -> assertThat(new ObjectMapper()
                                    .readTree(map.path("data").path(file).asText()))
                            .isEqualTo(dashboard.json()));
        }
    }

    @Test
    void apiServerTakesEverything() throws IOException {
        try (var server = StandInApiServer.start(ApiServerOptions.inMemory(Clock.systemUTC()));
                var client = new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(server.kubeconfig()))
                        .build()) {
            new DemoTenancy(client).seed();
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("extension-ai-platform")
                            .endMetadata()
                            .build())
                    .create();
            var objects = Stream.of(
                            extension.definitions(),
                            extension.rendered(ExtensionPackage.HOST),
                            extension.rendered(ExtensionPackage.AGENT))
                    .flatMap(List::stream)
                    .filter(object -> !MONITORING.contains(object.path("kind").asText()))
                    .toList();

            assertThat(objects).hasSizeGreaterThan(30).allSatisfy(object -> {
                var applied = client.resource(new KubernetesSerialization()
                                .unmarshal(object.toString(), GenericKubernetesResource.class))
                        .fieldManager("installer")
                        .serverSideApply();
                assertThat(applied.getMetadata().getUid()).isNotEmpty();
            });
        }
    }

    private static Map<String, Object> with(Map<String, Object> values, Map<String, Object> more) {
        var all = new HashMap<>(values);
        all.putAll(more);
        return all;
    }

    private static Set<String> kinds(Map<String, Object> values) {
        return extension.rendered(values).stream()
                .map(object -> object.path("kind").asText())
                .collect(Collectors.toSet());
    }

    private static Set<String> names(Map<String, Object> values) {
        return extension.rendered(values).stream()
                .map(object -> object.path("kind").asText() + "/"
                        + object.at("/metadata/name").asText())
                .collect(Collectors.toSet());
    }

    private static Set<String> images(Map<String, Object> values) {
        return podTemplates(extension.rendered(values)).stream()
                .flatMap(template -> stream(template.at("/spec/containers")))
                .map(container -> container.path("image").asText())
                .collect(Collectors.toSet());
    }

    private static List<JsonNode> podTemplates(List<JsonNode> objects) {
        return objects.stream()
                .map(object -> object.at("/spec/template"))
                .filter(template -> template.at("/spec/containers").isArray())
                .toList();
    }

    private static String group(JsonNode object) {
        var version = object.path("apiVersion").asText();
        return version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
    }

    private static String plural(JsonNode object) {
        var singular = object.path("kind").asText().toLowerCase(Locale.ROOT);
        return singular.endsWith("y") ? singular.substring(0, singular.length() - 1) + "ies" : singular + "s";
    }

    private static List<String> texts(JsonNode list) {
        return stream(list).map(JsonNode::asText).toList();
    }

    private static List<String> texts(JsonNode list, String field) {
        return stream(list).map(entry -> entry.path(field).asText()).toList();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}

package io.kubesphere.ai.standalone.ksapiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console needs before it shows anything. */
@ExtendWith(SharedKubeSphere.class)
class ConsoleTest {
    private static final String CONFIGS = "/kapis/config.kubesphere.io/v1alpha2/configs";

    private static final String IAM = "/kapis/iam.kubesphere.io/v1beta1";
    private static final String TENANT = "/kapis/tenant.kubesphere.io/v1beta1";

    private final DemoKubeSphere demo;

    ConsoleTest(DemoKubeSphere demo) {
        this.demo = demo;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/version", "/kapis/version"})
    void versionSaysWhichKubeSphereAndKubernetesItIs(String path) {
        var version = demo.get("risk-viewer", path).json();

        assertThat(version.path("gitVersion").asText()).startsWith("v4.1");
        assertThat(version.path("kubernetes").path("gitVersion").asText()).startsWith("v1.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/theme", "/oauth"})
    void pageOfLoginIsConfiguredWithoutALogin(String config) {
        assertThat(demo.send(demo.request(CONFIGS + config)).code()).isEqualTo(200);
    }

    @Test
    void everybodyIsToldTheHostCluster() {
        var clusters = demo.get("risk-viewer", CONFIGS + "/configz").json().path("multicluster");

        assertThat(clusters.path("enable").asBoolean()).isTrue();
        assertThat(clusters.path("hostClusterName").asText()).isEqualTo("host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/kapis/tenant.kubesphere.io/v1beta1/clusters",
                "/kapis/resources.kubesphere.io/v1alpha3/clusters",
            })
    void hostClusterIsReady(String path) {
        assertThat(demo.get("risk-viewer", path).names()).containsExactly("host");
        assertThat(demo.get("risk-viewer", path + "/host")
                        .json()
                        .at("/status/conditions/0/type")
                        .asText())
                .isEqualTo("Ready");
        assertThat(demo.get("risk-viewer", path + "/moon").code()).isEqualTo(404);
    }

    @Test
    void platformAdminHasTheTemplatesThatTheMenusOfTheConsoleAskFor() {
        var templates = demo.get("admin", IAM + "/users/admin/roletemplates?scope=global");

        assertThat(templates.names())
                .contains("global-manage-workspaces", "global-manage-clusters", "global-manage-platform-settings");
        assertThat(demo.get("stranger", IAM + "/users/stranger/roletemplates?scope=global")
                        .names())
                .isEmpty();
    }

    @Test
    void overviewsCountWhatTheCallerSees() {
        var platform = demo.get("research-admin", TENANT + "/metrics").json();
        var workspace =
                demo.get("risk-viewer", TENANT + "/workspaces/research/metrics").json();

        assertThat(count(platform, "platform_workspace_count")).isEqualTo(1);
        assertThat(count(platform, "platform_cluster_count")).isEqualTo(1);
        assertThat(count(workspace, "workspace_namespace_count")).isEqualTo(1);
        assertThat(count(workspace, "workspace_workspacerolebinding_count")).isGreaterThanOrEqualTo(3);
        var strange =
                demo.get("stranger", TENANT + "/workspaces/research/metrics").json();
        assertThat(count(strange, "workspace_namespace_count")).isZero();
    }

    private static int count(JsonNode metrics, String name) {
        return metrics.path("results")
                .valueStream()
                .filter(metric -> metric.path("metric_name").asText().equals(name))
                .map(metric -> metric.at("/data/result/0/value/1").asInt())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void rolesAreServedAsTheyAre() {
        assertThat(demo.get("admin", IAM + "/globalroles?limit=-1").names())
                .contains("platform-admin", "authenticated");
        assertThat(demo.get("admin", IAM + "/globalroles?annotation=iam.kubesphere.io/auto-aggregate")
                        .names())
                .contains("platform-admin")
                .doesNotContain("platform-regular");
        assertThat(demo.get("research-admin", IAM + "/workspaces/research/workspaceroles")
                        .names())
                .contains("research-admin", "research-viewer");
        assertThat(demo.get("risk-operator", IAM + "/namespaces/credit-risk/roles/operator")
                        .json()
                        .at("/kind")
                        .asText())
                .isEqualTo("Role");
        assertThat(demo.get("admin", IAM + "/globalroles/moon").code()).isEqualTo(404);
        assertThat(demo.get("stranger", IAM + "/globalroles").code()).isEqualTo(403);
    }

    @Test
    void bundleIsFetchedFromItsOriginForAnybodyWithoutCredentials() {
        demo.apply(bundle("good", demo.upstream().url() + "/dist/good/index.js", "Available"));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> demo.send(demo.request("/dist/good/index.js")).code() == 200);

        var fetched = demo.send(demo.as("risk-viewer", "/dist/good/index.js?resourceVersion=7")
                        .header("Cookie", "token=secret")
                        .header("X-Remote-User", "admin"))
                .json();

        assertThat(fetched.path("uri").asText()).isEqualTo("/dist/good/index.js");
        assertThat(fetched.path("headers").toString().toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("authorization", "cookie", "x-remote-user");
    }

    @Test
    void onlyAvailableBundlesAreServed() {
        demo.apply(bundle("late", demo.upstream().url() + "/dist/late/index.js", "NotAvailable"));
        demo.apply(bundle("lost", "ftp://nowhere/index.js", "Available"));

        await().atMost(Duration.ofSeconds(10))
                .until(() -> demo.send(demo.request("/dist/lost/index.js")).code() == 503);
        assertThat(demo.send(demo.request("/dist/late/index.js")).code()).isEqualTo(404);
    }

    private static String bundle(String name, String url, String state) {
        return """
                apiVersion: extensions.kubesphere.io/v1alpha1
                kind: JSBundle
                metadata:
                  name: %1$s
                  labels: {kubesphere.io/extension-ref: %1$s}
                spec: {rawFrom: {url: "%2$s"}}
                status: {state: %3$s, link: /dist/%1$s/index.js}
                """
                .formatted(name, url, state);
    }
}

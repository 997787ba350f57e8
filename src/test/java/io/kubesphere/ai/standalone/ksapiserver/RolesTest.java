package io.kubesphere.ai.standalone.ksapiserver;

import static io.kubesphere.ai.standalone.ksapiserver.DemoKubeSphere.KAPI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what: the demo users against verbs and scopes, and where their rights come from. */
@ExtendWith(SharedKubeSphere.class)
class RolesTest {
    private static final List<String> USERS =
            List.of("admin", "research-admin", "risk-operator", "risk-viewer", "stranger");

    /** Stands for a letter in the tables below. */
    private static final Map<String, String> PATHS = Map.of(
            "jobs", "/namespaces/credit-risk/trainingjobs",
            "job", "/namespaces/credit-risk/trainingjobs/j",
            "stop", "/namespaces/credit-risk/trainingjobs/j/stop",
            "others", "/namespaces/recommend/trainingjobs",
            "sibling", "/namespaces/vision/trainingjobs",
            "unknown", "/namespaces/no-such-project/trainingjobs",
            "workspace", "/workspaces/research/trainingjobs",
            "foreign", "/workspaces/marketing/trainingjobs",
            "cluster", "/trainingjobs");

    private final DemoKubeSphere demo;

    RolesTest(DemoKubeSphere demo) {
        this.demo = demo;
    }

    private boolean may(String user, String method, String path) {
        var code = demo.send(demo.as(user, path).method(method, BodyPublishers.noBody()))
                .code();
        assertThat(code).as("%s %s %s", user, method, path).isIn(200, 403);
        return code == 200;
    }

    /** Columns: admin, research-admin, risk-operator, risk-viewer, stranger. */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            GET    | jobs       | yes yes yes yes no
            GET    | job        | yes yes yes yes no
            POST   | jobs       | yes yes yes no  no
            PUT    | job        | yes yes yes no  no
            PATCH  | job        | yes yes yes no  no
            DELETE | job        | yes yes yes no  no
            DELETE | jobs       | yes yes no  no  no
            POST   | stop       | yes yes yes no  no
            OPTIONS| jobs       | yes yes no  no  no
            GET    | others     | yes no  no  no  no
            POST   | others     | yes no  no  no  no
            GET    | sibling    | yes yes no  no  no
            POST   | sibling    | yes yes no  no  no
            GET    | unknown    | yes no  no  no  no
            GET    | workspace  | yes yes no  no  no
            POST   | workspace  | yes yes no  no  no
            GET    | foreign    | yes no  no  no  no
            GET    | cluster    | yes no  no  no  no
            POST   | cluster    | yes no  no  no  no
            """)
    void userMay(String method, String where, String expected) {
        var path = KAPI + PATHS.get(where.strip());

        var actual = new ArrayList<String>();
        USERS.forEach(user -> actual.add(may(user, method.strip(), path) ? "yes" : "no"));

        assertThat(actual).containsExactly(expected.strip().split(" +"));
    }

    @Test
    void everybodyMayDoEverythingBelowHisOwnName() {
        for (var user : USERS) {
            assertThat(may(user, "GET", KAPI + "/users/" + user + "/notes")).isTrue();
            assertThat(may(user, "POST", KAPI + "/users/" + user + "/notes")).isTrue();
            assertThat(may(user, "DELETE", KAPI + "/users/" + user)).isTrue();
        }
        assertThat(may("stranger", "GET", KAPI + "/users/admin/notes")).isFalse();
        assertThat(demo.send(demo.request(KAPI + "/users/system:anonymous/notes"))
                        .code())
                .isEqualTo(403);
    }

    @Test
    void templateJoinsARoleOnlyWithAllItsLabelsAndInItsScope() {
        assertThat(may("risk-operator", "POST", KAPI + "/namespaces/credit-risk/datasets"))
                .isFalse();
        assertThat(may("risk-operator", "POST", KAPI + "/namespaces/credit-risk/algorithms"))
                .isFalse();
    }

    @Test
    void viewerAndOperatorReadEveryExtensionResourceAndSecretsByDefault() {
        assertThat(may("risk-viewer", "GET", KAPI + "/namespaces/credit-risk/anything"))
                .isTrue();
        assertThat(demo.get("risk-viewer", "/api/v1/namespaces/credit-risk/secrets")
                        .code())
                .isEqualTo(200);
        assertThat(demo.get("risk-viewer", "/api/v1/namespaces/vision/secrets").code())
                .isEqualTo(403);
    }

    @Test
    void workspaceInThePathDoesNotMatterWhereANamespaceIsNamed() {
        var path = KAPI + "/workspaces/marketing/namespaces/credit-risk/trainingjobs";

        assertThat(may("risk-operator", "POST", path)).isTrue();
        assertThat(may("research-admin", "POST", path)).isTrue();
        assertThat(may("research-admin", "GET", KAPI + "/workspaces/research/namespaces/recommend/trainingjobs"))
                .isFalse();
    }

    @Test
    void newProjectGetsItsRolesAndItsCreatorBecomesItsAdmin() {
        demo.apply(
                """
                apiVersion: v1
                kind: Namespace
                metadata:
                  name: made-later
                  labels: {kubesphere.io/workspace: marketing, kubesphere.io/managed: "true"}
                  annotations: {kubesphere.io/creator: stranger}
                """);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(may("stranger", "POST", KAPI + "/namespaces/made-later/trainingjobs"))
                        .isTrue());
        assertThat(may("risk-operator", "GET", KAPI + "/namespaces/made-later/trainingjobs"))
                .isFalse();
        assertThat(may("stranger", "GET", KAPI + "/namespaces/recommend/trainingjobs"))
                .isFalse();
    }

    @Test
    void bindingsOfClusterAndWorkspaceRolesCountAndStopCountingWhenTheyGo() {
        var binding =
                """
                apiVersion: iam.kubesphere.io/v1beta1
                kind: ClusterRoleBinding
                metadata: {name: stranger-cluster-viewer}
                roleRef: {apiGroup: iam.kubesphere.io, kind: ClusterRole, name: cluster-viewer}
                subjects: [{apiGroup: iam.kubesphere.io, kind: User, name: stranger}]
                ---
                apiVersion: iam.kubesphere.io/v1beta1
                kind: WorkspaceRoleBinding
                metadata: {name: stranger-marketing, labels: {kubesphere.io/workspace: marketing}}
                roleRef: {apiGroup: iam.kubesphere.io, kind: WorkspaceRole, name: marketing-admin}
                subjects: [{apiGroup: iam.kubesphere.io, kind: User, name: stranger}]
                """;

        demo.apply(binding);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(may("stranger", "GET", KAPI + "/trainingjobs")).isTrue();
            assertThat(may("stranger", "GET", KAPI + "/namespaces/vision/trainingjobs"))
                    .isTrue();
            assertThat(may("stranger", "POST", KAPI + "/namespaces/recommend/trainingjobs"))
                    .isTrue();
            assertThat(may("stranger", "POST", KAPI + "/namespaces/vision/trainingjobs"))
                    .isFalse();
        });
        assertThat(demo.get("stranger", "/kapis/iam.kubesphere.io/v1beta1/users/admin")
                        .code())
                .as("users are global, out of a cluster role's reach")
                .isEqualTo(403);

        demo.delete(binding);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(may("stranger", "GET", KAPI + "/trainingjobs")).isFalse();
            assertThat(may("stranger", "GET", KAPI + "/namespaces/recommend/trainingjobs"))
                    .isFalse();
        });
    }

    @Test
    void someHttpPathsAreOpenAndTheOthersNeedARuleAboutPaths() {
        assertThat(demo.send(demo.request("/healthz")).code()).isEqualTo(200);
        assertThat(demo.send(demo.request("/version")).code()).isEqualTo(200);
        assertThat(demo.send(demo.request("/apis")).code()).isEqualTo(403);
        assertThat(demo.get("stranger", "/apis").code()).isEqualTo(403);
        assertThat(demo.get("stranger", "/api/v1").code()).isEqualTo(200);
        assertThat(demo.get("admin", "/apis").code()).isEqualTo(200);
        assertThat(demo.get("admin", "/nothing/at/all").code()).isEqualTo(404);
    }
}

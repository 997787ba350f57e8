package io.kubesphere.ai.standalone.ksapiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lists that a UI needs to find its way, filtered by what the caller may see. */
@ExtendWith(SharedKubeSphere.class)
class TenantTest {
    private static final String TENANT = "/kapis/tenant.kubesphere.io/v1beta1";
    private static final String IAM = "/kapis/iam.kubesphere.io/v1beta1";
    private static final String SORTED = "?limit=-1&sortBy=name&ascending=true";

    private final DemoKubeSphere demo;

    TenantTest(DemoKubeSphere demo) {
        this.demo = demo;
    }

    @ParameterizedTest(name = "{0} sees at {1}: {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
            admin          | /workspaces                         | marketing research system-workspace
            research-admin | /workspaces                         | research
            risk-viewer    | /workspacetemplates                 | research
            stranger       | /workspacetemplates                 | ''
            research-admin | /namespaces                         | credit-risk vision
            risk-viewer    | /namespaces                         | credit-risk
            research-admin | /workspaces/research/namespaces     | credit-risk vision
            risk-operator  | /workspaces/research/namespaces     | credit-risk
            risk-operator  | /workspaces/marketing/namespaces    | ''
            stranger       | /workspaces/research/namespaces     | ''
            """)
    void userSees(String user, String path, String names) {
        var expected = names.isEmpty() ? List.<String>of() : List.of(names.split(" "));

        var list = demo.get(user, TENANT + path + SORTED);

        assertThat(list.code()).isEqualTo(200);
        assertThat(list.names()).isEqualTo(expected);
        assertThat(list.json().path("totalItems").asInt()).isEqualTo(expected.size());
        assertThat(list.json().has("kind")).isFalse();
    }

    @Test
    void adminSeesAllNamespacesOfTheCluster() {
        assertThat(demo.get("admin", TENANT + "/namespaces").names())
                .contains("credit-risk", "vision", "recommend", "ai-presets", "default");
    }

    @Test
    void anonymousSeesNothing() {
        assertThat(demo.send(demo.request(TENANT + "/namespaces")).code()).isEqualTo(403);
    }

    @Test
    void listsPageSortAndFilterAsEveryKapiList() {
        var second = demo.get("admin", TENANT + "/workspaces?page=2&limit=2&sortBy=name&ascending=true");

        assertThat(second.names()).containsExactly("system-workspace");
        assertThat(second.json().path("totalItems").asInt()).isEqualTo(3);
        assertThat(demo.get("admin", TENANT + "/workspaces?sortBy=name").names())
                .containsExactly("system-workspace", "research", "marketing");
        assertThat(demo.get("admin", TENANT + "/namespaces?name=Credit").names())
                .containsExactly("credit-risk");
        assertThat(demo.get("admin", TENANT + "/namespaces?nameAndAlias=recommendat")
                        .names())
                .containsExactly("recommend");
        assertThat(demo.get("admin", TENANT + "/namespaces?labelSelector=kubesphere.io/workspace%3Dresearch")
                        .names())
                .containsExactlyInAnyOrder("credit-risk", "vision");
        assertThat(demo.get("admin", TENANT + "/workspaces?fieldSelector=spec.manager%3Dresearch-admin")
                        .names())
                .containsExactly("research");
        assertThat(demo.get("admin", TENANT + "/workspaces?limit=many").code()).isEqualTo(400);
    }

    @Test
    void oneWorkspaceAndOneProjectAreReadByTheirPath() {
        assertThat(demo.get("risk-viewer", TENANT + "/workspaces/research")
                        .json()
                        .at("/spec/manager")
                        .asText())
                .isEqualTo("research-admin");
        assertThat(demo.get("risk-viewer", TENANT + "/workspaces/research/namespaces/credit-risk")
                        .json()
                        .at("/metadata/annotations/kubesphere.io~1alias-name")
                        .asText())
                .isEqualTo("Credit risk");
        assertThat(demo.get("admin", TENANT + "/workspaces/marketing/namespaces/credit-risk")
                        .code())
                .isEqualTo(404);
        assertThat(demo.get("admin", TENANT + "/workspaces/none").code()).isEqualTo(404);
    }

    @Test
    void userRecordIsOnesOwnAndHoldsNoPassword() {
        var own = demo.get("risk-viewer", IAM + "/users/risk-viewer");

        assertThat(own.json().at("/spec/email").asText()).isEqualTo("risk-viewer@demo.example");
        assertThat(own.body()).doesNotContain("$2a$");
        assertThat(demo.get("risk-viewer", IAM + "/users/admin").code()).isEqualTo(403);
        assertThat(demo.get("admin", IAM + "/users/nobody").code()).isEqualTo(404);
        assertThat(demo.get("stranger", IAM + "/users").body())
                .contains("research-admin")
                .doesNotContain("$2a$");
    }

    @Test
    void roleTemplatesOfAUserAreThoseHisRolesTakeIn() {
        var query = "/roletemplates?scope=namespace&namespace=credit-risk";

        assertThat(demo.get("risk-operator", IAM + "/users/risk-operator" + query)
                        .names())
                .contains("namespace-view-trainingjobs", "namespace-manage-trainingjobs", "namespace-manage-configmaps")
                .doesNotContain("namespace-manage-members");
        assertThat(demo.get("risk-viewer", IAM + "/users/risk-viewer" + query).names())
                .contains("namespace-view-trainingjobs", "namespace-view-configmaps")
                .doesNotContain("namespace-manage-trainingjobs", "namespace-manage-configmaps");
        assertThat(demo.get("risk-viewer", IAM + "/users/risk-viewer/roletemplates?scope=workspace&workspace=research")
                        .names())
                .contains("workspace-view-members")
                .doesNotContain("workspace-create-projects");
        assertThat(demo.get("stranger", IAM + "/users/stranger" + query).names())
                .isEmpty();
        assertThat(demo.get("stranger", IAM + "/users/admin" + query).code()).isEqualTo(403);
    }

    @Test
    void membersOfWorkspacesAndProjectsAreListedWithTheirRoles() {
        var workspace = demo.get("risk-viewer", IAM + "/workspaces/research/workspacemembers" + SORTED);
        var project = demo.get("risk-viewer", IAM + "/namespaces/credit-risk/namespacemembers" + SORTED);

        assertThat(workspace.names()).containsExactly("research-admin", "risk-operator", "risk-viewer");
        assertThat(workspace
                        .json()
                        .at("/items/0/metadata/annotations/iam.kubesphere.io~1workspacerole")
                        .asText())
                .isEqualTo("research-admin");
        assertThat(project.names()).containsExactly("research-admin", "risk-operator", "risk-viewer");
        assertThat(project.json()
                        .at("/items/1/metadata/annotations/iam.kubesphere.io~1role")
                        .asText())
                .isEqualTo("operator");
        assertThat(demo.get("risk-viewer", IAM + "/workspaces/research/workspacemembers/risk-viewer")
                        .json()
                        .at("/metadata/annotations/iam.kubesphere.io~1workspacerole")
                        .asText())
                .isEqualTo("research-regular");
        assertThat(demo.get("stranger", IAM + "/workspaces/research/workspacemembers")
                        .code())
                .isEqualTo(403);
        assertThat(demo.get("research-admin", IAM + "/namespaces/credit-risk/namespacemembers?role=viewer")
                        .names())
                .containsExactly("risk-viewer");
    }
}

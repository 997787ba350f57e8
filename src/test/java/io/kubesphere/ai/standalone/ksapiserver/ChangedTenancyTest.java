package io.kubesphere.ai.standalone.ksapiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.Service;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changes in KubeSphere while people work holds within seconds, through ks-apiserver and at the service's own port. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(KubeSphereForTests.class)
class ChangedTenancyTest {
    private static final Duration SECONDS = Duration.ofSeconds(30);
    private static final String OF_PROJECT = DemoKubeSphere.KAPI + "/namespaces/credit-risk/trainingjobs";

    @TestHTTPResource
    URI service;

    DemoKubeSphere demo;

    @BeforeEach
    void connect() throws IOException {
        Service.awaitMigration();
        demo.apply(KubeSphereForTests.rolesFor(service));
    }

    @Test
    void projectThatMovesIsFoundInItsNewWorkspaceOnly() {
        project("mover", "research");
        awaitCode(200, "admin", in("research", "mover"));

        project("mover", "marketing");

        awaitCode(404, "admin", in("research", "mover"));
        awaitCode(200, "admin", in("marketing", "mover"));
    }

    @Test
    void disabledUserIsShutOutAtBothDoors() {
        user("leaver", "Active");
        await().atMost(SECONDS)
                .until(() -> demo.login("leaver", DemoKubeSphere.PASSWORD).code() == 200);
        awaitCode(403, "leaver", OF_PROJECT);

        user("leaver", "Disabled");

        awaitCode(401, "leaver", OF_PROJECT);
    }

    /** Reading is not a right of ours: KubeSphere's own roles let members read whatever extensions bring. */
    @Test
    void roleTemplateThatGoesTakesItsRightsAlong() throws IOException {
        awaitCode(422, "risk-operator", OF_PROJECT, "POST");

        demo.delete(
                """
                apiVersion: iam.kubesphere.io/v1beta1
                kind: RoleTemplate
                metadata: {name: namespace-manage-ai-training}
                """);
        awaitCode(403, "risk-operator", OF_PROJECT, "POST");

        demo.apply(KubeSphereForTests.rolesFor(service));
        awaitCode(422, "risk-operator", OF_PROJECT, "POST");
    }

    private static String in(String workspace, String project) {
        return DemoKubeSphere.KAPI + "/workspaces/%s/namespaces/%s/trainingjobs".formatted(workspace, project);
    }

    private void awaitCode(int code, String user, String path) {
        awaitCode(code, user, path, "GET");
    }

    private void awaitCode(int code, String user, String path, String method) {
        await().atMost(SECONDS).untilAsserted(() -> {
            assertThat(code(demo.as(user, path), method))
                    .as("through ks-apiserver")
                    .isEqualTo(code);
            var direct =
                    HttpRequest.newBuilder(service.resolve(path)).header("Authorization", "Bearer " + demo.token(user));
            assertThat(code(direct, method)).as("at the own port").isEqualTo(code);
        });
    }

    private int code(HttpRequest.Builder request, String method) {
        return demo.send(request.header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString("{}")))
                .code();
    }

    private void project(String name, String workspace) {
        demo.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("kubesphere.io/workspace", workspace)
                        .endMetadata()
                        .build())
                .fieldManager("test")
                .forceConflicts()
                .serverSideApply();
    }

    private void user(String name, String state) {
        demo.apply(DemoKubeSphere.user(name, state));
    }
}

package io.kubesphere.ai.standalone.ksapiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.Service;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every endpoint of the running service, called by the five callers of the access matrix: through ks-apiserver, and at the
 * service's own port with the same bearer.
 */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(KubeSphereForTests.class)
class EveryEndpointTest {
    private static final Path MATRIX = Path.of("docs/reference/access.md");
    private static final List<String> CALLERS =
            List.of("admin", "research-admin", "risk-operator", "risk-viewer", "stranger");

    @TestHTTPResource
    URI service;

    DemoKubeSphere demo;

    /** A row of the matrix for one caller. */
    private record Case(String user, String method, String path, boolean allowed) {}

    @BeforeEach
    void connect() throws IOException {
        Service.awaitMigration();
        demo.apply(KubeSphereForTests.rolesFor(service));
    }

    @Test
    void ksApiserverLetsThroughWhatTheMatrixSaysAndTheServiceAnswersIt() throws IOException {
        for (var each : cases()) {
            check(each, demo.as(each.user(), each.path()));
        }
    }

    @Test
    void ownPortOfTheServiceIsNoWayAroundTheRoles() throws IOException {
        for (var each : cases()) {
            check(
                    each,
                    HttpRequest.newBuilder(service.resolve(each.path()))
                            .header("Authorization", "Bearer " + demo.token(each.user()))
                            .header("X-Remote-User", each.user())
                            .header("X-Remote-Group", "system:masters"));
        }
    }

    @Test
    void refusalIsAStatusThatSaysWhoMayNotDoWhat() {
        var answer = demo.send(HttpRequest.newBuilder(
                        service.resolve(DemoKubeSphere.KAPI + "/namespaces/credit-risk/trainingjobs/x/logs"))
                .header("Authorization", "Bearer " + demo.token("stranger")));

        assertThat(answer.code()).isEqualTo(403);
        assertThat(answer.json().path("reason").asText()).isEqualTo("Forbidden");
        assertThat(answer.json().path("message").asText())
                .isEqualTo("trainingjobs.ai.kubesphere.io is forbidden: User \"stranger\" cannot get resource"
                        + " \"trainingjobs/logs\" in API group \"ai.kubesphere.io\" in the namespace \"credit-risk\"");
    }

    @Test
    void everybodySeesWhatIsHisOwnAndNobodyElses() {
        for (var user : CALLERS) {
            assertThat(ofUser(user, user)).as(user).isEqualTo(200);
        }
        assertThat(ofUser("risk-operator", "risk-viewer")).isEqualTo(403);
    }

    private int ofUser(String caller, String user) {
        return demo.send(demo.as(caller, DemoKubeSphere.KAPI + "/users/" + user + "/overview"))
                .code();
    }

    /** No object is there, so an allowed request is answered with what is missing or wrong, never with an error of ours. */
    private void check(Case each, HttpRequest.Builder request) {
        var hasBody = List.of("POST", "PUT", "PATCH").contains(each.method());
        request.header("Content-Type", each.path().endsWith("archives") ? "application/zip" : "application/json")
                .method(each.method(), hasBody ? BodyPublishers.ofString("{}") : BodyPublishers.noBody());
        var answer = demo.send(request);

        if (each.allowed()) {
            assertThat(answer.code())
                    .as("%s: %s", each, answer.body())
                    .isLessThan(500)
                    .isNotIn(401, 403, 405);
        } else {
            assertThat(answer.code()).as("%s: %s", each, answer.body()).isEqualTo(403);
            assertThat(answer.json().path("kind").asText()).as(each.toString()).isEqualTo("Status");
        }
    }

    private static List<Case> cases() throws IOException {
        var cases = new ArrayList<Case>();
        for (var line : Files.readAllLines(MATRIX)) {
            if (!line.startsWith("| `")) {
                continue;
            }
            var cells = line.split(" \\| ");
            var endpoint = cells[0].replaceAll("[|` ]*(.*)`", "$1").split(" ");
            for (var i = 0; i < CALLERS.size(); i++) {
                cases.add(new Case(CALLERS.get(i), endpoint[0], path(endpoint[1]), cells[i + 1].startsWith("yes")));
            }
        }
        assertThat(cases).hasSize(Endpoints.all().size() * CALLERS.size());
        return cases;
    }

    private static String path(String template) {
        return template.replace("{workspace}", "research")
                .replace("{namespace}", "credit-risk")
                .replaceAll("\\{[^}]+}", "x");
    }
}

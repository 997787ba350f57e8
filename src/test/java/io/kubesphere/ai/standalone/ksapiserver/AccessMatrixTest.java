package io.kubesphere.ai.standalone.ksapiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may do what, decided by the roles that are shipped, for every endpoint that there is. */
class AccessMatrixTest {
    private static final Path MATRIX = Path.of("docs/reference/access.md");
    private static final Path ROLES = Path.of("src/main/resources/standalone/kubesphere/ai-platform.yaml");
    private static final Map<String, String> CALLERS = callers();

    private static DemoKubeSphere demo;
    private static Map<String, Map<String, Boolean>> matrix;

    private static Map<String, String> callers() {
        var callers = new LinkedHashMap<String, String>();
        callers.put("admin", "platform admin");
        callers.put("research-admin", "workspace admin");
        callers.put("risk-operator", "project operator");
        callers.put("risk-viewer", "project viewer");
        callers.put("stranger", "stranger");
        return callers;
    }

    @BeforeAll
    static void ask() throws IOException {
        demo = DemoKubeSphere.withoutExtension();
        demo.apply(Files.readString(ROLES)
                .replace("${SERVICE_URL}", demo.upstream().url()));
        matrix = new TreeMap<>();
        for (var endpoint : Endpoints.all()) {
            var row = new LinkedHashMap<String, Boolean>();
            CALLERS.keySet().forEach(user -> row.put(user, isAllowed(user, endpoint)));
            matrix.put(endpoint, row);
        }
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    /** Written anew by {@code -Dgolden=write}; a new endpoint has no row until somebody has looked at who may use it. */
    @Test
    void matrixIsTheOneThatWasAgreedOn() throws IOException {
        if (System.getProperty("golden", "").equals("write")) {
            Files.createDirectories(MATRIX.getParent());
            Files.writeString(MATRIX, text());
        }

        assertThat(Files.readString(MATRIX)).isEqualTo(text());
    }

    @Test
    void platformAdminMayDoEverythingAndAStrangerNothing() {
        assertThat(matrix).allSatisfy((endpoint, row) -> {
            assertThat(row.get("admin")).as(endpoint).isTrue();
            assertThat(row.get("stranger")).as(endpoint).isFalse();
        });
    }

    @Test
    void operatorMayDoEverythingInHisProjectAndAViewerOnlyReads() {
        assertThat(matrix).allSatisfy((endpoint, row) -> {
            var inProject = endpoint.contains("/namespaces/{namespace}/");
            var reads = endpoint.startsWith("GET ");
            assertThat(row.get("risk-operator")).as(endpoint).isEqualTo(inProject);
            assertThat(row.get("risk-viewer")).as(endpoint).isEqualTo(inProject && reads);
        });
    }

    @Test
    void listsOfTheClusterAreForThePlatformAlone() {
        var ofCluster = matrix.keySet().stream()
                .filter(endpoint -> !endpoint.contains("/namespaces/") && !endpoint.contains("/workspaces/"))
                .toList();

        assertThat(ofCluster).isNotEmpty().allSatisfy(endpoint -> assertThat(
                        matrix.get(endpoint).get("research-admin"))
                .as(endpoint)
                .isFalse());
    }

    private static String text() {
        var text = new StringBuilder(
                """
                # Who may do what

                This page is written by a test that asks a stand-in of ks-apiserver with the roles of the chart; do not edit it.
                The workspace admin is one of the project's workspace, operator and viewer are of the project.

                | endpoint | %s |
                | --- |%s
                """
                        .formatted(String.join(" | ", CALLERS.values()), " :-: |".repeat(CALLERS.size())));
        matrix.forEach((endpoint, row) -> text.append("| `")
                .append(endpoint)
                .append("` | ")
                .append(row.values().stream()
                        .map(allowed -> allowed ? "yes" : "–")
                        .collect(Collectors.joining(" | ")))
                .append(" |\n"));
        return text.toString();
    }

    private static boolean isAllowed(String user, String endpoint) {
        var method = endpoint.substring(0, endpoint.indexOf(' '));
        var path = endpoint.substring(endpoint.indexOf(' ') + 1)
                .replace("{workspace}", "research")
                .replace("{namespace}", "credit-risk")
                .replaceAll("\\{[^}]+}", "x");
        var request = demo.as(user, path);
        var hasBody = !method.equals("GET") && !method.equals("DELETE") && !method.equals("HEAD");
        request.method(method, hasBody ? BodyPublishers.ofString("{}") : BodyPublishers.noBody());
        var code = demo.send(request).code();
        assertThat(code).as("%s %s", user, endpoint).isIn(200, 403);
        return code == 200;
    }
}

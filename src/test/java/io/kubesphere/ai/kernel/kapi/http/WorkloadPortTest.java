package io.kubesphere.ai.kernel.kapi.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.kubesphere.ai.testing.ClusterForTests;
import io.kubesphere.ai.testing.PostgresForTests;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(ClusterForTests.class)
@WithTestResource(WorkloadPortTest.OwnPort.class)
class WorkloadPortTest {
    private static final String KAPI = "/kapis/ai.kubesphere.io/v1alpha1/namespaces/vision/trainingjobs";

    private int workloads;

    /** Gives the service a port for pods. */
    public static final class OwnPort implements QuarkusTestResourceLifecycleManager {
        private int number;

        @Override
        public Map<String, String> start() {
            try (var socket = new ServerSocket(0)) {
                number = socket.getLocalPort();
                return Map.of("aip.workload-port.number", Integer.toString(number));
            } catch (IOException none) {
                throw new UncheckedIOException(none);
            }
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(
                    number, field -> field.getName().equals("workloads") && field.getType() == int.class);
        }

        @Override
        public void stop() {}
    }

    @Test
    void podsReachWhatIsTheirs() {
        given().port(workloads).get("/workload/v1/plan").then().statusCode(401);
        given().port(workloads).get("/mlflow/version").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                KAPI,
                "/openapi/v3",
                "/q/health",
                "/",
                "/workload/../kapis/ai.kubesphere.io/v1alpha1/trainingjobs",
                "/workload/%2e%2e/q/metrics",
                "/workloads",
                "//kapis"
            })
    void podsReachNothingElse(String path) {
        given().urlEncodingEnabled(false)
                .port(workloads)
                .header("X-Remote-User", "ada")
                .get(path)
                .then()
                .statusCode(404);
    }

    @Test
    void nobodyIsServedAsAPodWhereUsersAre() {
        given().get("/workload/v1/plan").then().statusCode(404).body("kind", containsString("Status"));
        given().get("/mlflow/version").then().statusCode(404);
        given().header("X-Remote-User", "ada").get(KAPI).then().statusCode(200);
    }
}

package io.kubesphere.ai.training;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;

/** The KAPI as project member {@code ada} reaches it through ks-apiserver. */
public final class Kapi {
    public static final String ROOT = "/kapis/ai.kubesphere.io/v1alpha1";
    public static final String JOBS = ROOT + "/namespaces/vision/trainingjobs";
    public static final String RUNS = ROOT + "/namespaces/vision/trainingruns";
    public static final String ALGORITHMS = ROOT + "/namespaces/vision/algorithms";

    /** A version with a parameter of each kind, an output and a metric. */
    public static final String VERSION =
            """
            {"name": "v1", "source": {"image": "trainer:1"}, "command": ["train"],
             "parameters": [
               {"name": "epochs", "type": "int", "default": 10, "minimum": 1, "maximum": 100},
               {"name": "rate", "type": "float", "required": true, "minimum": 0, "maximum": 1},
               {"name": "kind", "type": "enum", "values": ["sgd", "adam"], "default": "sgd"}],
             "outputs": [{"name": "model"}],
             "metrics": [{"name": "loss", "direction": "Minimize"}]}
            """;

    private Kapi() {}

    public static RequestSpecification given() {
        return RestAssured.given().header("X-Remote-User", "ada");
    }

    public static Response post(String path, String body) {
        return given().contentType("application/json").body(body).post(path);
    }

    public static Response submit(String name, String spec) {
        return post(JOBS, job(name, spec));
    }

    public static String job(String name, String spec) {
        return "{\"metadata\":{\"name\":\"" + name + "\"},\"spec\":" + spec + "}";
    }

    /** A spec that runs version v1 of the algorithm. */
    public static String running(String algorithm, String parameters) {
        return "{\"algorithm\":{\"name\":\"" + algorithm + "\",\"version\":\"v1\"},\"parameters\":" + parameters + "}";
    }

    /** Makes the algorithm in project vision. */
    public static void algorithm(String name) {
        post(ALGORITHMS, job(name, "{\"versions\":[" + VERSION + "]}")).then().statusCode(201);
    }

    public static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
    }

    /** Waits until the job says so. */
    public static void awaitReason(String name, String reason) {
        eventually(() -> given().get(JOBS + "/" + name).then().body("status.reason", equalTo(reason)));
    }
}

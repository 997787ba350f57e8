package io.kubesphere.ai.training.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Set;

/** A data scientist at the KAPI of project vision. */
final class TrainingUser {
    static final String PROJECT = "/kapis/ai.kubesphere.io/v1alpha1/namespaces/vision";
    static final String JOBS = PROJECT + "/trainingjobs";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Set<String> ENDS = Set.of("Succeeded", "Failed", "Lost");

    RequestSpecification as(String user) {
        return RestAssured.given()
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .header("X-Remote-User", user);
    }

    RequestSpecification ask() {
        return as("ada");
    }

    Response post(String path, String body) {
        return ask().contentType("application/json").body(body).post(path);
    }

    /** Submits a job of one container that runs a shell script; {@code more} are further fields of the spec. */
    Response submit(String name, String script, String more) {
        var text = script.replace("\\", "\\\\").replace("\"", "\\\"");
        return post(
                JOBS,
                """
                {"metadata": {"name": "%s"},
                 "spec": {"container": {"image": "any", "command": ["sh", "-c", "%s"]}%s}}"""
                        .formatted(name, text, more.isEmpty() ? "" : ", " + more));
    }

    void submitted(String name, String script, String more) {
        var answer = submit(name, script, more);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    }

    JsonPath job(String name) {
        return ask().get(JOBS + "/" + name).jsonPath();
    }

    /** All of a log; of a job that has ended, when all of it is archived. */
    String log(String name) {
        var phase = ask().get(PROJECT + "/trainingruns/" + name).jsonPath().getString("phase");
        if (ENDS.contains(String.valueOf(phase))) {
            await("archive of job " + name)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .untilAsserted(() -> assertThat(ask().get(JOBS + "/" + name + "/logs/streams")
                                    .jsonPath()
                                    .getList("items.findAll { it.container == 'node' }.complete", Boolean.class))
                            .isNotEmpty()
                            .containsOnly(true));
        }
        return ask()
                .get(JOBS + "/" + name + "/logs?limit=10000")
                .jsonPath()
                .getList("items.text", String.class)
                .stream()
                .reduce("", (all, line) -> all + line + "\n");
    }

    JsonPath awaitPhase(String name, String phase) {
        await("job " + name + " to be " + phase)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(job(name).getString("status.phase"))
                        .as(job(name).prettify())
                        .isEqualTo(phase));
        return job(name);
    }

    JsonPath awaitEnd(String name) {
        await("end of job " + name)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> ENDS.contains(String.valueOf(job(name).getString("status.phase"))));
        return job(name);
    }

    void awaitLine(String name, String text) {
        await("line of job " + name)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(log(name)).contains(text));
    }
}

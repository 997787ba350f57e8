package io.kubesphere.ai.real;

import static io.kubesphere.ai.training.Kapi.JOBS;
import static io.kubesphere.ai.training.Kapi.given;
import static io.kubesphere.ai.training.Kapi.submit;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Jobs with a program of the test's own, as a project member submits and reads them. */
final class RealJobs {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String RESOURCES = "\"resources\":{\"cpu\":\"20m\",\"memory\":\"48Mi\"}";

    private RealJobs() {}

    static String name(String start) {
        return start + "-" + UUID.randomUUID().toString().substring(0, 6);
    }

    /** A container that runs this Python program. */
    static String python(String program) {
        return "\"container\":{\"image\":\"" + Images.PYTHON + "\",\"command\":[\"python3\",\"-u\",\"-c\"],\"args\":[\""
                + program.strip().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"]}";
    }

    /** A container that runs until {@link RealPods#succeed} ends it. */
    static String patient() {
        return python("import os, time\nwhile not os.path.exists('" + RealPods.END + "'): time.sleep(0.1)");
    }

    /** A container and a few workers that need little, with further fields of the spec. */
    static String spec(String container, int workers, String... further) {
        return Stream.concat(
                        Stream.of(container, "\"workers\":{\"replicas\":" + workers + "," + RESOURCES + "}"),
                        Arrays.stream(further))
                .collect(Collectors.joining(",", "{", "}"));
    }

    static void submitted(String name, String spec) {
        submit(name, spec).then().statusCode(201);
    }

    /** Waits until the job gives this reason; its status then. */
    static JsonPath await(String name, String reason) {
        return awaitStatus(name, status -> reason.equals(status.getString("status.reason")), reason);
    }

    /** Waits until the job has ended. */
    static JsonPath awaitEnd(String name) {
        return awaitStatus(name, status -> status.getString("status.completionTime") != null, "end");
    }

    private static JsonPath awaitStatus(String name, Predicate<JsonPath> wanted, String what) {
        return Awaitility.await(name + ": " + what)
                .atMost(PATIENCE)
                .until(() -> given().get(JOBS + "/" + name).jsonPath(), wanted);
    }

    /** What its user reads: phase, reason and sentence. */
    static String told(JsonPath job) {
        return job.getString("status.phase") + " (" + job.getString("status.reason") + "): "
                + job.getString("status.message");
    }

    static void delete(String name) {
        given().delete(JOBS + "/" + name).then().statusCode(204);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> given().get(JOBS + "/" + name).statusCode() == 404);
    }
}

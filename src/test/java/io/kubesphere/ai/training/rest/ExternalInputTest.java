package io.kubesphere.ai.training.rest;

import static io.kubesphere.ai.training.Kapi.ROOT;
import static io.kubesphere.ai.training.Kapi.eventually;
import static io.kubesphere.ai.training.Kapi.given;
import static io.kubesphere.ai.training.Kapi.post;
import static io.kubesphere.ai.training.Kapi.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.kernel.storage.S3Location;
import io.kubesphere.ai.kernel.workload.agent.AgentMain;
import io.kubesphere.ai.testing.BucketForTests;
import io.kubesphere.ai.testing.ClusterForTests;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.S3ForTests;
import io.kubesphere.ai.testing.Service;
import io.kubesphere.ai.training.PlayedAgent;
import io.kubesphere.ai.training.PlayedWorkers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a bucket of somebody else to a pod of a job, by the KAPI and by the real agent in a process of its own. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(ClusterForTests.class)
@WithTestResource(BucketForTests.class)
class ExternalInputTest {
    private static final String DATASET = ROOT + "/namespaces/vision/datasets/far";

    @Inject
    KubernetesClient client;

    @TestHTTPResource
    URI base;

    S3ForTests foreign;

    @TempDir
    Path directory;

    @Test
    void filesOfTheBucketComeIntoThePodAndChangedOnesDoNot() throws Exception {
        Service.awaitMigration();
        var bucket = ObjectStore.onS3(new S3Location(
                Optional.of(foreign.endpoint()),
                S3ForTests.BUCKET,
                "us-east-1",
                Optional.of(new S3Location.Credentials(S3ForTests.KEY, S3ForTests.SECRET)),
                true,
                Duration.ofSeconds(20)));
        put(bucket, "far/train/a.csv", "x\n1\n");
        put(bucket, "far/b.txt", "b");
        makeDataset();
        takeSnapshot();

        submit(
                        "reads-far",
                        "{\"container\":{\"image\":\"busybox:1\"},\"inputs\":[{\"name\":\"data\",\"dataset\":"
                                + "{\"name\":\"far\",\"version\":\"v1\"}}]}")
                .then()
                .statusCode(201);
        new PlayedWorkers(client, "vision", "reads-far").run(Duration.ZERO);

        assertThat(prepared("first")).isEqualTo("");
        assertThat(directory.resolve("first/inputs/data/train/a.csv")).hasContent("x\n1\n");
        assertThat(directory.resolve("first/inputs/data/b.txt")).hasContent("b");
        given().get(DATASET + "/versions/v1/usage").then().body("items.name", hasItem("reads-far"));
        put(bucket, "far/b.txt", "other");
        assertThat(prepared("second")).contains("far/b.txt", "has been changed");
        assertThat(directory.resolve("second/inputs/data/b.txt")).doesNotExist();
        given().get(DATASET + "/versions/v1/content?path=b.txt")
                .then()
                .statusCode(409)
                .body("message", containsString("far/b.txt in bucket"));
    }

    private static void put(ObjectStore bucket, String key, String text) {
        bucket.put(key, text.getBytes(StandardCharsets.UTF_8));
    }

    private void makeDataset() {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace("vision")
                        .withName("far-key")
                        .endMetadata()
                        .addToStringData("access-key", S3ForTests.KEY)
                        .addToStringData("secret-key", S3ForTests.SECRET)
                        .build())
                .create();
        post(
                        ROOT + "/namespaces/vision/datasets",
                        "{\"metadata\":{\"name\":\"far\"},\"spec\":{\"storage\":{\"s3\":{\"endpoint\":\"%s\",\"bucket\":\"%s\",\"prefix\":\"far/\",\"secret\":\"far-key\"}}}}"
                                .formatted(foreign.endpoint(), S3ForTests.BUCKET))
                .then()
                .statusCode(201);
        given().contentType("application/merge-patch+json")
                .body("{\"spec\":{\"storage\":null}}")
                .patch(DATASET)
                .then()
                .statusCode(422)
                .body("details.causes.field", contains("spec.storage"));
        post(DATASET + "/uploads", "{}").then().statusCode(409).body("message", containsString("only read"));
    }

    private void takeSnapshot() {
        var id = post(DATASET + "/imports", "{\"version\":\"v1\",\"source\":{\"storage\":{}}}")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        eventually(() -> given().get(DATASET + "/imports/" + id).then().body("state", equalTo("Succeeded")));
    }

    /** Runs our init container; answers its last words. */
    private String prepared(String workspace) throws IOException, InterruptedException {
        var token = directory.resolve("token");
        var words = Files.writeString(directory.resolve(workspace + "-words"), "");
        Files.writeString(token, new PlayedAgent(client, "vision", "reads-far").podToken());
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        AgentMain.class.getName(),
                        "prepare")
                .inheritIO();
        builder.environment()
                .putAll(Map.of(
                        "AIP_SERVICE_URL", base.toString().replaceAll("/$", ""),
                        "AIP_TOKEN_FILE", token.toString(),
                        "AIP_WORKSPACE", directory.resolve(workspace).toString(),
                        "AIP_TERMINATION_LOG", words.toString()));
        var process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue() == 0 ? "" : Files.readString(words);
    }
}

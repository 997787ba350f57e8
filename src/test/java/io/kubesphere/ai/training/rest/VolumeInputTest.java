package io.kubesphere.ai.training.rest;

import static io.kubesphere.ai.training.Kapi.JOBS;
import static io.kubesphere.ai.training.Kapi.ROOT;
import static io.kubesphere.ai.training.Kapi.awaitReason;
import static io.kubesphere.ai.training.Kapi.eventually;
import static io.kubesphere.ai.training.Kapi.given;
import static io.kubesphere.ai.training.Kapi.post;
import static io.kubesphere.ai.training.Kapi.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.testing.NodeForTests;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.Service;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a volume of the project to a job that mounts it: all pods run, as processes of this machine. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(NodeForTests.class)
class VolumeInputTest {
    private static final String DATASETS = ROOT + "/namespaces/vision/datasets";

    KubernetesClient client;

    @BeforeEach
    void awaitDatabase() {
        Service.awaitMigration();
    }

    @Test
    void jobReadsTheVolumeInPlaceWhileItIsWhatTheVersionWasMadeOf() throws IOException {
        var volume = claim("scans");
        write(volume.resolve("2026/train/a.csv"), "x\n1\n");
        write(volume.resolve("2026/b.txt"), "b");
        write(volume.resolve("elsewhere.txt"), "not of the dataset");
        dataset("scans", "{\"claim\":\"scans\",\"path\":\"2026\"}");
        snapshot("scans", "v1", "Succeeded");

        given().get(DATASETS + "/scans/versions/v1/files")
                .then()
                .body("items.path", contains("b.txt", "train/a.csv"))
                .body("items.size", contains(1, 4));
        given().get(DATASETS + "/scans/versions/v1/content?path=b.txt")
                .then()
                .statusCode(409)
                .body("message", containsString("only pods of project vision read"));
        assertThat(client.batch().v1().jobs().inNamespace("vision").list().getItems())
                .noneMatch(job -> job.getMetadata().getName().startsWith("aip-snapshot-"));

        submit("reads-scans", reading("scans", "v1", "test \\\"$(cat $AIP_INPUT_DATA/b.txt)\\\" = b"))
                .then()
                .statusCode(201);
        awaitReason("reads-scans", "Completed");
        var mounted = client.batch()
                .v1()
                .jobs()
                .inNamespace("vision")
                .withName("reads-scans")
                .get();
        var pod = mounted.getSpec().getTemplate().getSpec();
        assertThat(pod.getVolumes()).noneMatch(each -> each.getName().equals("aip-inputs"));
        assertThat(pod.getContainers().get(0).getVolumeMounts())
                .anyMatch(mount -> mount.getMountPath().equals("/aip/inputs/data")
                        && mount.getSubPath().equals("2026")
                        && mount.getReadOnly());
        given().get(DATASETS + "/scans/versions/v1/usage").then().body("items.name", hasItem("reads-scans"));

        write(volume.resolve("2026/b.txt"), "B");
        write(volume.resolve("2026/new.txt"), "n");
        submit("reads-changed", reading("scans", "v1", "true")).then().statusCode(201);
        awaitReason("reads-changed", "PreparationFailed");
        given().get(JOBS + "/reads-changed/explanation")
                .then()
                .body(
                        "evidence.value",
                        hasItem(allOf(containsString("b.txt has other bytes"), containsString("new.txt is not"))));
        snapshot("scans", "v2", "Succeeded");
        submit("reads-again", reading("scans", "v2", "true")).then().statusCode(201);
        awaitReason("reads-again", "Completed");
    }

    @Test
    void whatCannotBeAFileOfAVersionIsToldByNameAndLookedAtAnew() throws IOException {
        var volume = claim("links");
        write(volume.resolve("a.txt"), "a");
        Files.createSymbolicLink(volume.resolve("inner"), Path.of("a.txt"));
        Files.createSymbolicLink(volume.resolve("passwords"), Path.of("/etc/passwd"));
        dataset("links", "{\"claim\":\"links\"}");

        var id = snapshot("links", "v1", "Failed");

        given().get(DATASETS + "/links/imports/" + id)
                .then()
                .body("message", containsString("passwords is a link out of the directory"))
                .body("message", not(containsString("inner")));
        Files.delete(volume.resolve("passwords"));
        post(DATASETS + "/links/imports/" + id + "/retry", "{}").then().statusCode(200);
        await("links", id, "Succeeded");
        given().get(DATASETS + "/links/versions/v1/files").then().body("items.path", contains("a.txt", "inner"));
    }

    @Test
    void claimThatIsNotThereIsToldAtOnce() {
        dataset("absent", "{\"claim\":\"nobodys\"}");

        post(DATASETS + "/absent/imports", "{\"version\":\"v1\",\"source\":{\"storage\":{}}}")
                .then()
                .statusCode(422)
                .body("details.causes.field", contains("source.storage"))
                .body("message", containsString("no PersistentVolumeClaim nobodys"));
        eventually(() -> given().get(DATASETS + "/absent")
                .then()
                .body("status.volume.phase", equalTo("Missing"))
                .body("status.conditions[0].reason", equalTo("VolumeMissing")));
    }

    @Test
    void datasetOnAVolumeIsNotSharedAndDoesNotMove() {
        refused("wide", ",\"sharing\":{\"scope\":\"Workspace\"}", "spec.sharing.scope");
        dataset("fixed", "{\"claim\":\"fixed\",\"path\":\"a\"}");

        given().contentType("application/merge-patch+json")
                .body("{\"spec\":{\"storage\":{\"volume\":{\"path\":\"b\"}}}}")
                .patch(DATASETS + "/fixed")
                .then()
                .statusCode(422)
                .body("message", containsString("never changes"));
        given().contentType("application/merge-patch+json")
                .body("{\"spec\":{\"storage\":{\"volume\":null,\"s3\":{\"bucket\":\"somewhere\"}}}}")
                .patch(DATASETS + "/fixed")
                .then()
                .statusCode(422)
                .body("message", containsString("never changes"));
        post(DATASETS + "/fixed/uploads", "{}").then().statusCode(409).body("message", containsString("volume fixed"));
    }

    private static void refused(String name, String sharing, String field) {
        post(
                        DATASETS,
                        "{\"metadata\":{\"name\":\"%s\"},\"spec\":{\"storage\":{\"volume\":{\"claim\":\"c\"}}%s}}"
                                .formatted(name, sharing))
                .then()
                .statusCode(422)
                .body("details.causes.field", contains(field));
    }

    private static void dataset(String name, String volume) {
        post(
                        DATASETS,
                        "{\"metadata\":{\"name\":\"%s\"},\"spec\":{\"storage\":{\"volume\":%s}}}"
                                .formatted(name, volume))
                .then()
                .statusCode(201);
    }

    private static String snapshot(String dataset, String version, String state) {
        var id = post(
                        DATASETS + "/" + dataset + "/imports",
                        "{\"version\":\"" + version + "\",\"source\":{\"storage\":{}}}")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        await(dataset, id, state);
        return id;
    }

    private static void await(String dataset, String id, String state) {
        eventually(() ->
                given().get(DATASETS + "/" + dataset + "/imports/" + id).then().body("state", equalTo(state)));
    }

    private static String reading(String dataset, String version, String command) {
        return "{\"container\":{\"image\":\"busybox:1\",\"command\":[\"sh\",\"-c\",\"" + command + "\"]},\"inputs\":[{"
                + "\"name\":\"data\",\"dataset\":{\"name\":\"" + dataset + "\",\"version\":\"" + version + "\"}}]}";
    }

    /** A claim of the project; answers the directory that it is. */
    private Path claim(String name) {
        client.resource(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withNamespace("vision")
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withAccessModes("ReadWriteMany")
                        .withNewResources()
                        .addToRequests("storage", new Quantity("1Gi"))
                        .endResources()
                        .endSpec()
                        .build())
                .create();
        var volume = new String[1];
        eventually(() -> {
            volume[0] = client.persistentVolumeClaims()
                    .inNamespace("vision")
                    .withName(name)
                    .get()
                    .getSpec()
                    .getVolumeName();
            assertThat(volume[0]).isNotNull();
        });
        return Path.of(client.persistentVolumes()
                .withName(volume[0])
                .get()
                .getSpec()
                .getHostPath()
                .getPath());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

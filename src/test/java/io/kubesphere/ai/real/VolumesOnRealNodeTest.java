package io.kubesphere.ai.real;

import static io.kubesphere.ai.training.Kapi.JOBS;
import static io.kubesphere.ai.training.Kapi.ROOT;
import static io.kubesphere.ai.training.Kapi.given;
import static io.kubesphere.ai.training.Kapi.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.testing.NeedsRealCluster;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.Service;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Datasets whose files stay on a volume that a real kubelet mounts. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(InstalledChart.class)
@NeedsRealCluster(nodes = true)
class VolumesOnRealNodeTest {
    private static final String DATASETS = ROOT + "/namespaces/vision/datasets";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Map<String, Quantity> SIZE = Map.of("storage", new Quantity("1Gi"));

    private final String name = RealJobs.name("scans");

    KubernetesClient admin;

    @BeforeEach
    void makeVolume() {
        Service.awaitMigration();
        admin.resource(new PersistentVolumeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withAccessModes("ReadWriteMany")
                        .withCapacity(SIZE)
                        .withStorageClassName(name)
                        .withNewHostPath(
                                Path.of("target", "volumes", name)
                                        .toAbsolutePath()
                                        .toString(),
                                "DirectoryOrCreate")
                        .endSpec()
                        .build())
                .create();
        admin.resource(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withNamespace("vision")
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withAccessModes("ReadWriteMany")
                        .withStorageClassName(name)
                        .withNewResources()
                        .withRequests(SIZE)
                        .endResources()
                        .endSpec()
                        .build())
                .create();
    }

    /** The dataset first and while the service runs, which alone releases it. */
    @AfterEach
    void removeDatasetAndVolume() {
        given().delete(DATASETS + "/" + name);
        Awaitility.await("end of the dataset")
                .atMost(PATIENCE)
                .until(() -> admin.genericKubernetesResources("ai.kubesphere.io/v1alpha1", "Dataset")
                                .inNamespace("vision")
                                .withName(name)
                                .get()
                        == null);
        var unused = admin.persistentVolumeClaims()
                .inNamespace("vision")
                .withName(name)
                .delete();
        var unusedToo = admin.persistentVolumes().withName(name).delete();
    }

    @Test
    void snapshotIsTakenByAPodAndAJobReadsTheVolumeInPlaceUntilItDiffers() {
        write("import os\nos.makedirs('/volume/2026/train')\nopen('/volume/2026/train/a.csv', 'w').write('x\\n1\\n')\n"
                + "open('/volume/2026/b.txt', 'w').write('b')\nopen('/volume/elsewhere.txt', 'w').write('not of it')");
        post(
                        DATASETS,
                        "{\"metadata\":{\"name\":\"%s\"},\"spec\":{\"storage\":{\"volume\":{\"claim\":\"%s\",\"path\":\"2026\"}}}}"
                                .formatted(name, name))
                .then()
                .statusCode(201);
        var snapshot = post(DATASETS + "/" + name + "/imports", "{\"version\":\"v1\",\"source\":{\"storage\":{}}}")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        Awaitility.await("snapshot").atMost(PATIENCE).untilAsserted(() -> given().get(
                        DATASETS + "/" + name + "/imports/" + snapshot)
                .then()
                .body("state", equalTo("Succeeded")));
        given().get(DATASETS + "/" + name + "/versions/v1/files")
                .then()
                .body("items.path", contains("b.txt", "train/a.csv"));

        assertThat(outcome(job("reads", "print(open(__import__('os').environ['AIP_INPUT_DATA'] + '/b.txt').read())")))
                .startsWith("Succeeded (Completed)");
        assertThat(outcome(job("writes", "open(__import__('os').environ['AIP_INPUT_DATA'] + '/c.txt', 'w')")))
                .startsWith("Failed");

        write("open('/volume/2026/b.txt', 'w').write('B')");
        var changed = job("changed", "pass");
        assertThat(outcome(changed)).startsWith("Failed (PreparationFailed)");
        given().get(JOBS + "/" + changed + "/explanation")
                .then()
                .body("evidence.value", hasItem(containsString("b.txt has other bytes")));
    }

    /** A job that reads the version; its name. */
    private String job(String what, String program) {
        var job = RealJobs.name(what);
        RealJobs.submitted(
                job,
                RealJobs.spec(
                        RealJobs.python(program),
                        1,
                        "\"inputs\":[{\"name\":\"data\",\"dataset\":{\"name\":\"" + name + "\",\"version\":\"v1\"}}]"));
        return job;
    }

    private static String outcome(String job) {
        return RealJobs.told(RealJobs.awaitEnd(job));
    }

    /** Has a pod of somebody else change the volume, mounted at {@code /volume}. */
    private void write(String program) {
        var pod = admin.resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace("vision")
                        .withName(RealJobs.name("writer"))
                        .endMetadata()
                        .withNewSpec()
                        .withRestartPolicy("Never")
                        .addNewContainer()
                        .withName("writer")
                        .withImage(Images.PYTHON)
                        .withCommand("python3", "-c", program)
                        .addNewVolumeMount()
                        .withName("volume")
                        .withMountPath("/volume")
                        .endVolumeMount()
                        .endContainer()
                        .addNewVolume()
                        .withName("volume")
                        .withNewPersistentVolumeClaim(name, false)
                        .endVolume()
                        .endSpec()
                        .build())
                .create();
        Awaitility.await("writer")
                .atMost(PATIENCE)
                .until(() -> admin.resource(pod).get().getStatus().getPhase(), List.of("Succeeded")::contains);
        var unused = admin.resource(pod).delete();
    }
}

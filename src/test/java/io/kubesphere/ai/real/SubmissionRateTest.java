package io.kubesphere.ai.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.kubesphere.ai.testing.NeedsRealCluster;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.RealClusterCondition;
import io.kubesphere.ai.testing.Service;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What our layer costs on a real API server: jobs per second from submission to engine object, against making the same
 * engine objects directly. Writes bench/results/real-kubernetes.txt with {@code -Dgolden=write}.
 */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(InstalledChart.class)
@NeedsRealCluster
class SubmissionRateTest {
    private static final int JOBS = 40;
    private static final Path RESULT = Path.of("bench/results/real-kubernetes.txt");

    /** More calls than this for one job would be a mistake: it is one for each object, and a few statuses. */
    private static final double MOST_CALLS = 25;

    /** Kubeflow Trainer where it is installed. */
    private static final Engine ENGINE = RealClusterCondition.address().isPresent()
            ? new Engine("KubeflowTrainer", "trainer.kubeflow.org/v1alpha1", "TrainJob")
            : new Engine("KubernetesJob", "batch/v1", "Job");

    private static final ObjectMapper JSON = new ObjectMapper();

    KubernetesClient admin;

    /** An engine, by the kind of its main object. */
    private record Engine(String name, String apiVersion, String kind) {}

    @Test
    void costOfAJobIsAFewCallsAndMilliseconds() throws IOException {
        Service.awaitMigration();
        var run = "rate-" + UUID.randomUUID().toString().substring(0, 6);
        submitted(run, "warm", 5);
        var start = RealCluster.auditEnd();

        var ours = seconds(() -> submitted(run, "ours", JOBS));

        var calls = RealCluster.calls(InstalledChart.ACCOUNT, start).size() / (double) JOBS;
        var model = objects().withName(run + "-ours-0").get();
        var direct = seconds(() -> IntStream.range(0, JOBS)
                .forEach(i -> admin.resource(copy(model, run + "-direct-" + i)).create()));
        clear(run);
        assertThat(calls).isLessThan(MOST_CALLS);
        report(ours, direct, calls);
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            objects() {
        return admin.genericKubernetesResources(ENGINE.apiVersion(), ENGINE.kind())
                .inNamespace("vision");
    }

    /** Their pods find no node, so that what is measured is submission and not what programs take. */
    private void submitted(String run, String part, int count) {
        for (var i = 0; i < count; i++) {
            RealJobs.submitted(
                    run + "-" + part + "-" + i,
                    RealJobs.spec(RealJobs.patient(), 1, "\"engine\":\"" + ENGINE.name() + "\"")
                            .replace("\"replicas\":1", "\"replicas\":1,\"nodeSelector\":{\"disk\":\"none\"}"));
        }
        var last = run + "-" + part + "-";
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> objects().list().getItems().stream()
                                .filter(object -> object.getMetadata().getName().startsWith(last))
                                .count()
                        == count);
    }

    /** The same object under another name, without what the API server wrote into it. */
    private static GenericKubernetesResource copy(GenericKubernetesResource model, String name) {
        ObjectNode spec = JSON.valueToTree(model.get("spec"));
        spec.remove("selector");
        if (spec.at("/template/metadata/labels") instanceof ObjectNode labels) {
            labels.remove(List.of(
                    "controller-uid",
                    "batch.kubernetes.io/controller-uid",
                    "job-name",
                    "batch.kubernetes.io/job-name"));
        }
        // Kueue's webhook adds one to each, and refuses a second.
        if (spec.get("runtimePatches") instanceof ArrayNode patches) {
            patches.removeIf(patch -> patch.path("manager").asText().startsWith("kueue"));
        }
        var copy = new GenericKubernetesResource();
        copy.setApiVersion(model.getApiVersion());
        copy.setKind(model.getKind());
        copy.setMetadata(new ObjectMetaBuilder()
                .withNamespace("vision")
                .withName(name)
                .withLabels(model.getMetadata().getLabels())
                .build());
        copy.setAdditionalProperty("spec", spec);
        return copy;
    }

    /** Nobody waits for what was made directly, nor for jobs that find no node. */
    private void clear(String run) {
        Stream.concat(
                        admin
                                .genericKubernetesResources("ai.kubesphere.io/v1alpha1", "TrainingJob")
                                .inNamespace("vision")
                                .list()
                                .getItems()
                                .stream(),
                        objects().list().getItems().stream())
                .filter(object -> object.getMetadata().getName().startsWith(run))
                .forEach(object -> admin.resource(object).delete());
    }

    private static double seconds(Runnable work) {
        var start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void report(double ours, double direct, double calls) throws IOException {
        var text =
                """
                %d jobs, from submission to %s, on a real kube-apiserver and etcd of the same machine
                through the platform    %6.1f jobs/s   %6.1f ms a job   %4.1f API calls a job
                engine's object alone   %6.1f jobs/s   %6.1f ms a job    1.0 API calls a job
                ratio                   %6.2f
                """
                        .formatted(
                                JOBS,
                                ENGINE.kind(),
                                JOBS / ours,
                                ours * 1000 / JOBS,
                                calls,
                                JOBS / direct,
                                direct * 1000 / JOBS,
                                direct / ours);
        var file = "write".equals(System.getProperty("golden")) ? RESULT : Path.of("target", "real-kubernetes.txt");
        Files.writeString(file, text);
    }
}

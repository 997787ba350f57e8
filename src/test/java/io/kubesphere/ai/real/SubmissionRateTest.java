package io.kubesphere.ai.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import io.kubesphere.ai.testing.NeedsRealCluster;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.Service;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
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

    KubernetesClient admin;

    @Test
    void costOfAJobIsAFewCallsAndMilliseconds() throws IOException {
        Service.awaitMigration();
        var run = "rate-" + UUID.randomUUID().toString().substring(0, 6);
        Submission.algorithm(run);
        submitted(run, "warm", 5);
        var start = RealCluster.auditEnd();

        var ours = seconds(() -> submitted(run, "ours", JOBS));

        var calls = RealCluster.calls(InstalledChart.ACCOUNT, start).size() / (double) JOBS;
        var model = jobs().withName(run + "-ours-0").get();
        var direct = seconds(() -> IntStream.range(0, JOBS)
                .forEach(i -> admin.resource(copy(model, run + "-direct-" + i)).create()));
        assertThat(calls).isLessThan(MOST_CALLS);
        report(ours, direct, calls);
    }

    private NonNamespaceOperation<Job, JobList, ScalableResource<Job>> jobs() {
        return admin.batch().v1().jobs().inNamespace("vision");
    }

    private void submitted(String run, String part, int count) {
        for (var i = 0; i < count; i++) {
            Submission.of(run + "-" + part + "-" + i, run).then().statusCode(201);
        }
        var last = run + "-" + part + "-";
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> jobs().list().getItems().stream()
                                .filter(job -> job.getMetadata().getName().startsWith(last))
                                .count()
                        == count);
    }

    private static Job copy(Job model, String name) {
        return new JobBuilder()
                .withNewMetadata()
                .withNamespace("vision")
                .withName(name)
                .endMetadata()
                .withNewSpecLike(model.getSpec())
                .withSelector(null)
                .withManualSelector(null)
                .editTemplate()
                .editMetadata()
                .removeFromLabels("controller-uid")
                .removeFromLabels("batch.kubernetes.io/controller-uid")
                .removeFromLabels("job-name")
                .removeFromLabels("batch.kubernetes.io/job-name")
                .endMetadata()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static double seconds(Runnable work) {
        var start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void report(double ours, double direct, double calls) throws IOException {
        var text =
                """
                %d jobs, from submission to engine object, on a real kube-apiserver and etcd of the same machine
                through the platform    %6.1f jobs/s   %6.1f ms a job   %4.1f API calls a job
                engine's object alone   %6.1f jobs/s   %6.1f ms a job    1.0 API calls a job
                ratio                   %6.2f
                """
                        .formatted(
                                JOBS,
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

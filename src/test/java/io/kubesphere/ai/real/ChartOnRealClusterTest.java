package io.kubesphere.ai.real;

import static io.kubesphere.ai.training.Kapi.JOBS;
import static io.kubesphere.ai.training.Kapi.ROOT;
import static io.kubesphere.ai.training.Kapi.awaitReason;
import static io.kubesphere.ai.training.Kapi.eventually;
import static io.kubesphere.ai.training.Kapi.given;
import static io.kubesphere.ai.training.Kapi.job;
import static io.kubesphere.ai.training.Kapi.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.testing.NeedsRealCluster;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.Service;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The charts as KubeSphere installs them, and the service with no right but what they give. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(InstalledChart.class)
@NeedsRealCluster
class ChartOnRealClusterTest {
    KubernetesClient admin;
    InstalledChart chart;

    @Test
    void everythingIsAcceptedAndASecondInstallationChangesNothing() {
        assertThat(chart.objects()).hasSizeGreaterThan(30).allSatisfy(object -> {
            var first = chart.apply(object).getMetadata().getResourceVersion();

            assertThat(chart.apply(object).getMetadata().getResourceVersion()).isEqualTo(first);
        });
    }

    @Test
    void jobGoesFromSubmissionToItsRecordWithoutARefusal() {
        Service.awaitMigration();
        var start = RealCluster.auditEnd();
        var name = "walk-" + UUID.randomUUID().toString().substring(0, 8);
        Submission.algorithm(name);
        Submission.of(name, name).then().statusCode(201);
        var pods = new RealPods(admin, "vision");
        var pod = pods.awaitOne("batch.kubernetes.io/job-name", name);

        pods.run(pod);
        awaitReason(name, "WorkersRunning");
        pods.succeed(pod);
        awaitReason(name, "Completed");
        given().get(JOBS + "/" + name).then().body("status.phase", equalTo("Succeeded"));
        given().delete(JOBS + "/" + name).then().statusCode(204);
        eventually(() -> given().get(JOBS + "/" + name).then().statusCode(404));

        var calls = RealCluster.calls(InstalledChart.ACCOUNT, start);
        assertThat(calls).extracting(RealCluster.Call::resource).contains("batch/jobs", "/secrets");
        assertThat(calls)
                .filteredOn(call -> call.code() == 401 || call.code() == 403)
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "algorithms|{\"versions\":[{\"name\":\"v1\",\"source\":{\"image\":\"busybox:1\"},\"command\":[\"true\"]}]}",
                "datasets|{\"kind\":\"Tabular\"}"
            })
    void membersMakeChangeAndDeleteWhatTheyBring(String kind, String spec) {
        var list = ROOT + "/namespaces/vision/" + kind;
        var name = "walk-" + UUID.randomUUID().toString().substring(0, 8);

        post(list, job(name, spec)).then().statusCode(201);
        given().contentType("application/merge-patch+json")
                .body("{\"spec\":{\"title\":\"Changed\"}}")
                .patch(list + "/" + name)
                .then()
                .statusCode(200);
        eventually(() -> given().get(list + "/" + name)
                .then()
                .body("spec.title", equalTo("Changed"))
                .body("status.observedGeneration", equalTo(2)));
        given().delete(list + "/" + name).then().statusCode(anyOf(equalTo(200), equalTo(204)));
        eventually(() -> given().get(list + "/" + name).then().statusCode(404));
    }
}

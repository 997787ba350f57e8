package io.kubesphere.ai.real;

import static io.kubesphere.ai.training.Kapi.JOBS;
import static io.kubesphere.ai.training.Kapi.RUNS;
import static io.kubesphere.ai.training.Kapi.awaitReason;
import static io.kubesphere.ai.training.Kapi.eventually;
import static io.kubesphere.ai.training.Kapi.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hamcrest.Matchers.equalTo;

import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kubesphere.ai.testing.NeedsRealCluster;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.Service;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What breaks below a running job, what its user sees meanwhile, and that nothing is lost: the table of the guide. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(InstalledChart.class)
@NeedsRealCluster
class FaultsOnRealClusterTest {
    KubernetesClient admin;
    private final GuideTable table = GuideTable.FAULTS;
    private String name;

    @BeforeEach
    void submitted() {
        Service.awaitMigration();
        name = "fault-" + UUID.randomUUID().toString().substring(0, 8);
        Submission.algorithm(name);
        Submission.of(name, name).then().statusCode(201);
    }

    @ParameterizedTest
    @CsvSource({"apiserver,the API server is killed and started again", "etcd,etcd is killed and started again"})
    void runningJobOutlivesItsControlPlane(String part, String fault) {
        var pods = new RealPods(admin, "vision");
        var pod = pods.awaitOne("batch.kubernetes.io/job-name", name);
        pods.run(pod);
        awaitReason(name, "WorkersRunning");

        RealCluster.script("halt", part, "KILL");
        String seen;
        try {
            given().get(JOBS + "/" + name).then().statusCode(200).body("status.phase", equalTo("Running"));
            var refused = Submission.of(name + "-late", name);
            seen = "the job with its last phase; a new one is refused: " + refused.statusCode() + " "
                    + refused.path("message");
            assertThat(refused.statusCode()).isEqualTo(503);
        } finally {
            RealCluster.script("launch", part);
        }
        eventually(() -> assertThat(admin.raw("/readyz")).isEqualTo("ok"));
        pods.succeed(pod);

        awaitReason(name, "Completed");
        given().get(RUNS + "/" + name)
                .then()
                .body("phase", equalTo("Succeeded"))
                .body("creator", equalTo("ada"));
        table.row(fault, seen, "nothing: the job ends as Succeeded, its record is whole");
    }

    @Test
    void foreignApplyOfOurFieldsIsAConflictThatNamesUs() {
        var pods = new RealPods(admin, "vision");
        pods.awaitOne("batch.kubernetes.io/job-name", name);
        var wish = new JobBuilder()
                .withNewMetadata()
                .withNamespace("vision")
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(77)
                .endSpec()
                .build();

        var refused = catchThrowableOfType(
                KubernetesClientException.class,
                () -> admin.resource(wish).fieldManager("somebody").serverSideApply());

        assertThat(refused.getCode()).isEqualTo(409);
        assertThat(refused.getStatus().getMessage())
                .contains("conflict with \"")
                .contains(".spec.backoffLimit");
        table.row(
                "somebody applies a field of an engine's object that is ours",
                "409 for them: " + refused.getStatus().getMessage(),
                "nothing: the object stays as it was");
    }
}

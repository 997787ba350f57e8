package io.kubesphere.ai.training.rest;

import static io.kubesphere.ai.training.rest.TrainingUser.JOBS;
import static io.kubesphere.ai.training.rest.TrainingUser.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.testing.Gate;
import io.kubesphere.ai.testing.NodeForTests;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.Service;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong around a job is told truthfully, and nothing is there twice or half. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(NodeForTests.class)
class TrainingFaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int CUTS = 8;

    private final TrainingUser user = new TrainingUser();

    private KubernetesClient cluster;
    private Gate apiServer;

    @BeforeEach
    void start() {
        Service.awaitMigration();
    }

    @AfterEach
    void heal() {
        apiServer.open();
    }

    @Test
    void programThatFailsIsNamedWithItsExitCode() {
        user.submitted("fails", "echo about to fail; exit 7", "");

        var ended = user.awaitPhase("fails", "Failed");

        assertThat(ended.getString("status.reason")).isEqualTo("ProgramFailed");
        assertThat(ended.getString("status.message")).contains("exit code 7");
        assertThat(user.log("fails")).isEqualTo("about to fail\n");
    }

    @Test
    void failedWorkerIsStartedAgainAsOftenAsTheJobMay() {
        user.submitted(
                "retries",
                "n=$(cat $AIP_CHECKPOINT_DIR/n 2>/dev/null || echo 0); echo $((n + 1)) > $AIP_CHECKPOINT_DIR/n;"
                        + " echo try $n; test $n -ge 1",
                "\"retries\": 2, \"checkpoint\": {\"size\": \"1Mi\"}");

        user.awaitPhase("retries", "Succeeded");

        assertThat(user.log("retries")).isEqualTo("try 0\ntry 1\n");
    }

    @Test
    void jobThatRunsForTooLongIsEnded() {
        user.submitted("late", "echo begins; sleep 600", "\"deadlineSeconds\": 2");

        assertThat(user.awaitPhase("late", "Failed").getString("status.reason")).isEqualTo("DeadlineExceeded");
    }

    @Test
    void programThatDoesNotExistIsExplainedWhileTheJobWaits() {
        user.post(
                        JOBS,
                        """
                        {"metadata": {"name": "noprogram"},
                         "spec": {"container": {"image": "any", "command": ["no-such-program"]}}}""")
                .then()
                .statusCode(201);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(user.job("noprogram").getString("status.reason"))
                        .startsWith("Image"));
        var why = user.ask().get(JOBS + "/noprogram/explanation").jsonPath();
        assertThat(why.getString("nextStep")).isNotBlank();
        assertThat(why.getList("evidence")).isNotEmpty();
    }

    @Test
    void jobThatWaitsForACardSaysSo() {
        user.submitted("greedy", "true", "\"workers\": {\"resources\": {\"gpu\": {\"count\": 1}}}");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(user.job("greedy").getString("status.reason"))
                        .isEqualTo("AcceleratorUnavailable"));
        assertThat(user.job("greedy").getString("status.phase")).isEqualTo("Scheduling");
    }

    @Test
    void engineObjectThatSomebodyDeletesIsNotMadeAgain() {
        user.submitted("robbed", "echo runs; sleep 600", "");
        user.awaitLine("robbed", "runs");

        cluster.batch().v1().jobs().inNamespace("vision").withName("robbed").delete();

        var ended = user.awaitEnd("robbed");
        assertThat(ended.getString("status.phase")).isEqualTo("Lost");
        assertThat(ended.getString("status.nextStep")).isNotBlank();
        assertThat(cluster.batch()
                        .v1()
                        .jobs()
                        .inNamespace("vision")
                        .withName("robbed")
                        .get())
                .isNull();
        assertThat(user.log("robbed")).isEqualTo("runs\n");
    }

    @Test
    void foreignObjectOfTheSameNameIsLeftAlone() {
        cluster.resource(new JobBuilder()
                        .withNewMetadata()
                        .withNamespace("vision")
                        .withName("taken")
                        .endMetadata()
                        .withNewSpec()
                        .withSuspend(true)
                        .withNewTemplate()
                        .withNewSpec()
                        .withRestartPolicy("Never")
                        .addNewContainer()
                        .withName("theirs")
                        .withImage("theirs")
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build())
                .create();

        user.submitted("taken", "true", "");

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(user.job("taken").getString("status.reason")).isEqualTo("EngineObjectRefused"));
        var theirs = cluster.batch()
                .v1()
                .jobs()
                .inNamespace("vision")
                .withName("taken")
                .get();
        assertThat(theirs.getSpec().getTemplate().getSpec().getContainers())
                .extracting(container -> container.getName())
                .containsExactly("theirs");
    }

    /** Whatever write of a submission is the last one that arrives, afterwards everything is there once. */
    @Test
    void submissionThatIsCutOffAnywhereIsCompletedOnce() {
        for (var cut = 0; cut < CUTS; cut++) {
            var name = "cut-" + cut;
            user.submitted(name, "echo ran", "");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(cut * 30L));
            apiServer.shut();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
            apiServer.open();
        }

        for (var cut = 0; cut < CUTS; cut++) {
            var name = "cut-" + cut;
            user.awaitPhase(name, "Succeeded");
            assertThat(user.log(name)).isEqualTo("ran\n");
            assertThat(user.ask()
                            .get(PROJECT + "/trainingruns?names=" + name)
                            .jsonPath()
                            .getInt("totalItems"))
                    .isEqualTo(1);
            assertThat(cluster.pods()
                            .inNamespace("vision")
                            .withLabel("batch.kubernetes.io/job-name", name)
                            .list()
                            .getItems())
                    .hasSize(1);
        }
    }

    @Test
    void linesThatAreNoTextAndVeryLongLinesArrive() {
        user.submitted("odd-lines", "printf 'caf\\351\\n'; head -c 1500000 /dev/zero | tr '\\0' x; echo; echo end", "");

        user.awaitPhase("odd-lines", "Succeeded");

        var lines = user.ask().get(JOBS + "/odd-lines/logs").jsonPath().getList("items.text", String.class);
        assertThat(lines.get(0)).isEqualTo("caf\uFFFD");
        assertThat(lines.get(1)).hasSize(1 << 20);
        assertThat(lines.get(lines.size() - 1)).isEqualTo("end");
        assertThat(String.join("", lines.subList(1, lines.size() - 1))).hasSize(1_500_000);
    }
}

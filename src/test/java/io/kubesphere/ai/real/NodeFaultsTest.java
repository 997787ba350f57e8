package io.kubesphere.ai.real;

import static io.kubesphere.ai.training.Kapi.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.testing.NeedsRealCluster;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.Service;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to a job whose pod, node or node's programs go away: further rows of the guide's table. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(InstalledChart.class)
@NeedsRealCluster(nodes = true)
class NodeFaultsTest {
    private static final String NODE = "node-1";

    KubernetesClient admin;
    private final GuideTable table = GuideTable.FAULTS;
    private String name;
    private RealPods pods;
    private Pod worker;

    @BeforeEach
    void runningJob() {
        Service.awaitMigration();
        name = RealJobs.name("fault");
        pods = new RealPods(admin, "vision");
        RealJobs.submitted(name, RealJobs.spec(RealJobs.patient(), 1, "\"retries\":1"));
        RealJobs.await(name, "WorkersRunning");
        worker = pods.awaitOne(Labels.RUN, name);
    }

    @Test
    void deletedWorkerIsReplaced() {
        admin.resource(worker).withGracePeriod(0).delete();
        awaitAnotherWorker();

        var end = endWell();

        table.row(
                "a worker's pod is deleted",
                "a worker that is started again, then " + end,
                "what the program had not put into its checkpoint");
    }

    @Test
    void drainedWorkerMovesOnWhenANodeIsOpen() {
        close(true);
        String seen;
        try {
            admin.pods()
                    .inNamespace("vision")
                    .withName(worker.getMetadata().getName())
                    .evict();
            seen = RealJobs.told(RealJobs.await(name, "NodesCordoned"));
        } finally {
            close(false);
        }
        awaitAnotherWorker();

        var end = endWell();

        table.row(
                "a node is drained",
                seen + "; after it is opened again, " + end,
                "what the program had not put into its checkpoint");
    }

    @Test
    void kubeletThatIsStartedAgainFindsItsWorkers() {
        RealCluster.script("halt", "kubelet");
        RealCluster.script("launch", "kubelet");

        assertThat(admin.resource(worker).get().getMetadata().getUid())
                .isEqualTo(worker.getMetadata().getUid());
        var end = endWell();

        table.row("a node's kubelet is started again", "nothing; at the end, " + end, "nothing: the program runs on");
    }

    @Test
    void workerOfANodeThatDoesNotAnswerIsNotGivenUp() {
        RealCluster.script("halt", "kubelet", "KILL");
        String seen;
        try {
            seen = RealJobs.told(RealJobs.await(name, "NodeUnreachable"));
        } finally {
            RealCluster.script("launch", "kubelet");
        }
        RealJobs.await(name, "WorkersRunning");

        var end = endWell();

        table.row(
                "a node does not answer for a while",
                seen + "; when it is back, " + end,
                "nothing: the program runs on");
    }

    private void close(boolean isClosed) {
        admin.nodes().withName(NODE).edit(node -> node.edit()
                .editSpec()
                .withUnschedulable(isClosed)
                .endSpec()
                .build());
    }

    private void awaitAnotherWorker() {
        eventually(() -> {
            worker = pods.awaitOne(Labels.RUN, name);
            pods.run(worker);
        });
    }

    private String endWell() {
        pods.run(worker);
        pods.succeed(worker);
        var told = RealJobs.told(RealJobs.awaitEnd(name));
        assertThat(told).startsWith("Succeeded (Completed)");
        return told;
    }
}

package io.kubesphere.ai.real;

import static io.kubesphere.ai.training.Kapi.JOBS;
import static io.kubesphere.ai.training.Kapi.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.testing.NeedsRealCluster;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.Service;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs in a queue of the real Kueue: who waits, who is taken out, who goes on. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(InstalledChart.class)
@NeedsRealCluster(nodes = true)
class QueuesOnRealNodeTest {
    /** Room for one of the jobs below with the containers of ours, not for two. */
    private static final String QUEUE =
            """
            apiVersion: kueue.x-k8s.io/v1beta1
            kind: ResourceFlavor
            metadata: {name: any-node}
            ---
            apiVersion: kueue.x-k8s.io/v1beta1
            kind: ClusterQueue
            metadata: {name: team}
            spec:
              namespaceSelector: {}
              preemption: {withinClusterQueue: LowerPriority}
              resourceGroups:
              - coveredResources: [cpu, memory]
                flavors:
                - name: any-node
                  resources: [{name: cpu, nominalQuota: 300m}, {name: memory, nominalQuota: 2Gi}]
            ---
            apiVersion: kueue.x-k8s.io/v1beta1
            kind: LocalQueue
            metadata: {name: team, namespace: vision}
            spec: {clusterQueue: team}
            ---
            apiVersion: kueue.x-k8s.io/v1beta1
            kind: WorkloadPriorityClass
            metadata: {name: urgent}
            value: 100
            """;

    KubernetesClient admin;

    @BeforeEach
    void queueIsThere() {
        Service.awaitMigration();
        Stream.of(QUEUE.split("---\n")).forEach(each -> admin.resource(each)
                .fieldManager("tests")
                .forceConflicts()
                .serverSideApply());
    }

    @ParameterizedTest
    @ValueSource(strings = {"KubernetesJob", "KubeflowTrainer"})
    void jobWaitsForQuotaIsPreemptedAndGoesOn(String engine) {
        var pods = new RealPods(admin, "vision");
        var first = RealJobs.name("first");
        RealJobs.submitted(first, queued(engine));
        RealJobs.await(first, "WorkersRunning");

        var second = RealJobs.name("second");
        RealJobs.submitted(second, queued(engine));
        assertThat(RealJobs.told(RealJobs.await(second, "WaitingForQuota")))
                .startsWith("Queued")
                .contains("cpu");
        RealJobs.delete(second);

        var urgent = RealJobs.name("urgent");
        RealJobs.submitted(urgent, queued(engine, "\"priority\":\"urgent\""));
        assertThat(RealJobs.told(RealJobs.await(first, "PreemptedInQueue"))).startsWith("Preempted");
        RealJobs.await(urgent, "WorkersRunning");
        pods.succeed(pods.awaitOne(Labels.RUN, urgent));
        assertThat(RealJobs.told(RealJobs.awaitEnd(urgent))).startsWith("Succeeded");

        RealJobs.await(first, "WorkersRunning");
        pods.succeed(pods.awaitOne(Labels.RUN, first));
        assertThat(RealJobs.told(RealJobs.awaitEnd(first))).startsWith("Succeeded");
    }

    @Test
    void stoppedJobGivesItsQuotaBackAndAsksForItAgainWhenItIsResumed() {
        var pods = new RealPods(admin, "vision");
        var name = RealJobs.name("queued");
        RealJobs.submitted(name, queued("KubernetesJob"));
        RealJobs.await(name, "WorkersRunning");

        post(JOBS + "/" + name + "/stop", "").then().statusCode(200);
        RealJobs.await(name, "PausedByUser");
        var next = RealJobs.name("queued");
        RealJobs.submitted(next, queued("KubernetesJob"));
        RealJobs.await(next, "WorkersRunning");
        post(JOBS + "/" + name + "/resume", "").then().statusCode(200);
        RealJobs.await(name, "WaitingForQuota");

        pods.succeed(pods.awaitOne(Labels.RUN, next));
        RealJobs.await(name, "WorkersRunning");
        pods.succeed(pods.awaitOne(Labels.RUN, name));
        assertThat(RealJobs.told(RealJobs.awaitEnd(name))).startsWith("Succeeded");
    }

    @Test
    void jobThatAsksForMoreThanTheQueueHasIsTold() {
        var name = RealJobs.name("block");
        RealJobs.submitted(
                name,
                "{" + RealJobs.patient()
                        + ",\"queue\":\"team\",\"workers\":{\"resources\":{\"cpu\":\"1\",\"memory\":\"48Mi\"}}}");

        var told = RealJobs.await(name, "ExceedsMaxQuota");
        GuideTable.BLOCKS.row("more than the queue has", RealJobs.told(told), told.getString("status.nextStep"));
        RealJobs.delete(name);
    }

    private static String queued(String engine, String... further) {
        return RealJobs.spec(
                        RealJobs.patient(),
                        1,
                        Stream.concat(
                                        Stream.of("\"queue\":\"team\"", "\"engine\":\"" + engine + "\""),
                                        Stream.of(further))
                                .toArray(String[]::new))
                .replace("\"cpu\":\"20m\"", "\"cpu\":\"200m\"");
    }
}

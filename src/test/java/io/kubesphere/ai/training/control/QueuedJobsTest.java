package io.kubesphere.ai.training.control;

import static io.kubesphere.ai.training.Kapi.JOBS;
import static io.kubesphere.ai.training.Kapi.eventually;
import static io.kubesphere.ai.training.Kapi.given;
import static io.kubesphere.ai.training.Kapi.post;
import static io.kubesphere.ai.training.Kapi.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kubesphere.ai.kernel.kube.ServedApis;
import io.kubesphere.ai.testing.ClusterForTests;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.Service;
import io.kubesphere.ai.training.PlayedWorkers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job in a queue of Kueue: who holds it, and what the user's stop does. Kueue's part is played. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(ClusterForTests.class)
class QueuedJobsTest {
    private static final String API = "kueue.x-k8s.io/v1beta1";
    private static final String KUEUE =
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: workloads.kueue.x-k8s.io}
            spec:
              group: kueue.x-k8s.io
              scope: Namespaced
              names: {kind: Workload, listKind: WorkloadList, plural: workloads, singular: workload}
              versions:
                - name: v1beta1
                  served: true
                  storage: true
                  subresources: {status: {}}
                  schema:
                    openAPIV3Schema:
                      type: object
                      properties:
                        spec: {type: object, x-kubernetes-preserve-unknown-fields: true}
                        status: {type: object, x-kubernetes-preserve-unknown-fields: true}
            """;

    @Inject
    KubernetesClient client;

    @Inject
    ServedApis served;

    @Inject
    JobQueues queues;

    @BeforeEach
    void installKueue() {
        Service.awaitMigration();
        client.resource(KUEUE).createOr(existing -> existing.patch());
        eventually(() -> {
            served.refresh();
            assertThat(served.serves(API, "Workload")).isTrue();
        });
        queues.discover();
    }

    @Test
    void queueSaysWhyTheJobWaits() {
        var job = queued("waiting");
        assertThat(job.job().getMetadata().getLabels()).containsEntry("kueue.x-k8s.io/queue-name", "team");
        assertThat(job.job().getSpec().getSuspend()).isTrue();

        workload(
                job,
                """
                status:
                  conditions:
                    - {type: QuotaReserved, status: "False", reason: Pending, lastTransitionTime: "2026-01-02T03:04:05Z",
                       message: "couldn't assign flavors to pod set main: insufficient unused quota for cpu in flavor default, 3 more needed"}
                """);

        eventually(() -> given().get(JOBS + "/waiting")
                .then()
                .body("status.phase", equalTo("Queued"))
                .body("status.message", equalTo("The quota that fits is in use: queue team, short of cpu")));
    }

    @Test
    void stopTakesTheJobOutOfItsQueueAndResumePutsItBack() {
        var job = queued("stopping");
        workload(job, "status: {}");
        eventually(() -> assertThat(active("stopping")).isNull());

        post(JOBS + "/stopping/stop", "").then().statusCode(200);
        eventually(() -> assertThat(active("stopping")).isEqualTo(false));

        post(JOBS + "/stopping/resume", "").then().statusCode(200);
        eventually(() -> assertThat(active("stopping")).isEqualTo(true));
        assertThat(job.job().getSpec().getSuspend()).isTrue();
    }

    @Test
    void whatSomebodyElseHasSwitchedOffStaysOff() {
        var job = queued("switched");
        workload(
                job,
                """
                status:
                  conditions:
                    - {type: QuotaReserved, status: "False", reason: Deactivated, message: The workload is deactivated,
                       lastTransitionTime: "2026-01-02T03:04:05Z"}
                """);
        client.genericKubernetesResources(API, "Workload")
                .inNamespace("vision")
                .withName("job-switched")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"active\":false}}");

        eventually(() -> given().get(JOBS + "/switched").then().body("status.reason", equalTo("SwitchedOffInQueue")));
        post(JOBS + "/switched/resume", "").then().statusCode(200);

        assertThat(active("switched")).isEqualTo(false);
    }

    private PlayedWorkers queued(String name) {
        submit(name, "{\"container\":{\"image\":\"busybox:1\"},\"queue\":\"team\"}")
                .then()
                .statusCode(201);
        eventually(() -> given().get(JOBS + "/" + name).then().body("status.engineObject.name", equalTo(name)));
        return new PlayedWorkers(client, "vision", name);
    }

    private Object active(String job) {
        return client.genericKubernetesResources(API, "Workload")
                .inNamespace("vision")
                .withName("job-" + job)
                .get()
                .<Object>get("spec", "active");
    }

    private void workload(PlayedWorkers job, String status) {
        var uid = job.job().getMetadata().getUid();
        var workload = Serialization.unmarshal(
                """
                apiVersion: %s
                kind: Workload
                metadata:
                  name: job-%s
                  namespace: vision
                  labels: {kueue.x-k8s.io/job-uid: %s}
                  ownerReferences: [{apiVersion: batch/v1, kind: Job, name: %s, uid: %s, controller: true}]
                spec: {queueName: team}
                %s
                """
                        .formatted(API, job.name(), uid, job.name(), uid, status),
                GenericKubernetesResource.class);
        var stored = client.resource(workload).create();
        workload.getMetadata().setResourceVersion(stored.getMetadata().getResourceVersion());
        client.resource(workload).updateStatus();
    }
}

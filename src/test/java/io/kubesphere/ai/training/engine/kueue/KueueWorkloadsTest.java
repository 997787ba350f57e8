package io.kubesphere.ai.training.engine.kueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.kubesphere.ai.testing.GoldenCase;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class KueueWorkloadsTest {

    private static GenericKubernetesResource workload(String name, String rest) throws IOException {
        var text =
                """
                apiVersion: kueue.x-k8s.io/v1beta2
                kind: Workload
                metadata: {namespace: vision, name: %s, uid: "%s-uid", %s
                """
                        .formatted(name, name, rest);
        return GoldenCase.convert(GoldenCase.YAML.readTree(text), GenericKubernetesResource.class);
    }

    private static GenericKubernetesResource labelled(String name, String created) throws IOException {
        return workload(name, "creationTimestamp: '" + created + "', labels: {kueue.x-k8s.io/job-uid: 0b2c}}");
    }

    @Test
    void workloadIsFoundByLabelOrByOwner() throws IOException {
        var labelled = labelled("labelled", "2026-08-20T10:00:00Z");
        var owned = workload(
                "owned",
                "creationTimestamp: '2026-08-20T10:00:00Z', ownerReferences: [{kind: TrainJob, name: bert, uid: 7a1e}]}");
        var all = List.of(labelled, owned);

        assertThat(KueueWorkloads.of("0b2c", all)).contains(labelled);
        assertThat(KueueWorkloads.of("7a1e", all)).contains(owned);
        assertThat(KueueWorkloads.of("ffff", all)).isEmpty();
    }

    @Test
    void workloadThatLivesCountsBeforeAnyOther() throws IOException {
        var live = labelled("live", "2026-08-20T10:00:00Z");
        var newer = labelled("newer", "2026-08-20T11:00:00Z");
        var deleting = labelled("deleting", "2026-08-20T12:00:00Z");
        deleting.getMetadata().setDeletionTimestamp("2026-08-20T12:00:01Z");
        var finished = workload(
                "finished",
                """
                creationTimestamp: '2026-08-20T13:00:00Z', labels: {kueue.x-k8s.io/job-uid: 0b2c}}
                status: {conditions: [{type: Finished, status: 'True', reason: OutOfSync, message: replaced}]}
                """);

        assertThat(KueueWorkloads.of("0b2c", List.of(finished, live, deleting, newer)))
                .contains(newer);
        assertThat(KueueWorkloads.of("0b2c", List.of(finished, deleting))).contains(finished);
    }

    @Test
    void activationCarriesNothingButTheWish() throws IOException {
        var workload = labelled("resnet", "2026-08-20T10:00:00Z");

        var off = KueueWorkloads.activation(workload, false);

        assertThat(GoldenCase.YAML.writeValueAsString(off))
                .isEqualTo(
                        """
                        apiVersion: kueue.x-k8s.io/v1beta2
                        kind: Workload
                        metadata:
                          name: resnet
                          namespace: vision
                          uid: resnet-uid
                        spec:
                          active: false
                        """);
        assertThat(KueueWorkloads.isActive(workload)).isTrue();
        assertThat(KueueWorkloads.isActive(off)).isFalse();
    }

    @Test
    void ownSwitchIsToldFromKueues() throws IOException {
        var ours = workload(
                "ours",
                """
                managedFields: [
                  {manager: kueue, operation: Update, fieldsV1: {"f:spec": {"f:queueName": {}}}},
                  {manager: ai-platform-pause, operation: Apply, fieldsV1: {"f:spec": {"f:active": {}}}}]}
                """);
        var kueues = workload(
                "kueues",
                """
                managedFields: [
                  {manager: kueue, operation: Update, fieldsV1: {"f:spec": {"f:active": {}}}},
                  {manager: ai-platform-pause, operation: Apply, fieldsV1: {}}]}
                """);

        assertThat(KueueWorkloads.wasSetBy(ours, "ai-platform-pause")).isTrue();
        assertThat(KueueWorkloads.wasSetBy(kueues, "ai-platform-pause")).isFalse();
    }
}

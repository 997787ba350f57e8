package io.kubesphere.ai.training.engine.kueue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.kubesphere.ai.testing.GoldenCase;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@code workload.yaml}, in the words of Kueue 0.19 and of older ones, says {@code state.yaml}. */
class KueueQueueStateTest {

    @TestFactory
    Stream<DynamicTest> workloadTellsTheStateOfItsQueue() {
        return GoldenCase.of(
                KueueQueueStateTest.class,
                golden -> golden.expect(
                        "state.yaml",
                        KueueQueueState.read(golden.read("workload.yaml", GenericKubernetesResource.class))));
    }
}

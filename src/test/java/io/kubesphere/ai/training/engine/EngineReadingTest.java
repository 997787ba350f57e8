package io.kubesphere.ai.training.engine;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.kubesphere.ai.testing.GoldenCase;
import io.kubesphere.ai.training.engine.job.KubernetesJobEngine;
import io.kubesphere.ai.training.engine.trainer.KubeflowTrainerEngine;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@code job.yaml} or {@code trainjob.yaml}, as clusters have them, says {@code progress.yaml}. */
class EngineReadingTest {

    @TestFactory
    Stream<DynamicTest> objectTellsItsProgress() {
        return GoldenCase.of(EngineReadingTest.class, golden -> {
            var engine = golden.has("job.yaml") ? new KubernetesJobEngine() : new KubeflowTrainerEngine();
            var file = golden.has("job.yaml") ? "job.yaml" : "trainjob.yaml";
            golden.expect("progress.yaml", engine.read(golden.read(file, GenericKubernetesResource.class)));
        });
    }
}

package io.kubesphere.ai.training.engine;

import io.kubesphere.ai.testing.GoldenCase;
import io.kubesphere.ai.training.engine.job.KubernetesJobEngine;
import io.kubesphere.ai.training.engine.trainer.KubeflowTrainerEngine;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@code plan.yaml}, as it differs from the ordinary plan, gives {@code <engine>.yaml}: objects, or why there are none. */
class EngineObjectsTest {
    private static final List<TrainingEngine> ENGINES = List.of(new KubernetesJobEngine(), new KubeflowTrainerEngine());

    @TestFactory
    Stream<DynamicTest> planBecomesObjects() {
        return GoldenCase.of(EngineObjectsTest.class, golden -> {
            var plan = Plans.with(golden.document("plan.yaml"));
            ENGINES.forEach(engine -> check(golden, engine, plan));
        });
    }

    private static void check(GoldenCase golden, TrainingEngine engine, RunPlan plan) {
        var file = engine.name() + ".yaml";
        var impossible = engine.unsupported(plan);
        if (impossible.isEmpty()) {
            golden.expect(file, engine.desired(plan).toArray());
        } else {
            golden.expect(file, Map.of("unsupported", impossible));
        }
    }
}

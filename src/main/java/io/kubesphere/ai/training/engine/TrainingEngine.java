package io.kubesphere.ai.training.engine;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.kubesphere.ai.kernel.workload.EngineProgress;
import java.util.List;

/**
 * A product that runs training jobs. Adapters are pure: desired objects out, observed object in; the reconciler does
 * the I/O. A new engine is one new class that is a CDI bean.
 */
public interface TrainingEngine {
    /** Name of the container that runs the user's program, the same under every engine; Kubeflow Trainer prescribes it. */
    String PROGRAM = "node";

    /** The value of {@code spec.engine} that selects it, e.g. {@code KubernetesJob}. */
    String name();

    /** Preference under {@code Auto}: the available engine with the highest number wins. */
    int preference();

    /** The API the cluster must serve for this engine to be there, and the kind of its main object. */
    EngineApi api();

    /** Objects that make the plan come true; first the main object, named like the run. Names are derived, so applying twice changes nothing. */
    List<HasMetadata> desired(RunPlan plan);

    /** Reads the main object back. */
    EngineProgress read(GenericKubernetesResource main);

    /** What this engine cannot do of the plan, as sentences for a 422 or a condition; empty when all is well. */
    List<String> unsupported(RunPlan plan);
}

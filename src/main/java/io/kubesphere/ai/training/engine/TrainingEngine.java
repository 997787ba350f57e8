package io.kubesphere.ai.training.engine;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.kubesphere.ai.kernel.workload.EngineProgress;
import java.util.List;
import java.util.Map;

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

    /** Objects that make the plan come true; the main object, named like the run, is the last, since it may need the others. Names are derived, so applying twice changes nothing. */
    List<HasMetadata> desired(RunPlan plan);

    /**
     * The smallest object that pauses or resumes a main object by server-side apply. It has no template, so that an
     * upgrade of our images never touches a running job, and its uid makes the API server refuse another object of the
     * same name.
     */
    default GenericKubernetesResource suspension(GenericKubernetesResource main, boolean suspend) {
        var meta = main.getMetadata();
        var wanted = new GenericKubernetesResource();
        wanted.setApiVersion(main.getApiVersion());
        wanted.setKind(main.getKind());
        wanted.setMetadata(new ObjectMetaBuilder()
                .withNamespace(meta.getNamespace())
                .withName(meta.getName())
                .withUid(meta.getUid())
                .build());
        wanted.setAdditionalProperty("spec", Map.of("suspend", suspend));
        return wanted;
    }

    /** What controllers make of the main object: what they cannot do they say there, and not on the main object. */
    default List<EventSource> eventSources(String run) {
        return List.of();
    }

    /** Reads the main object back. */
    EngineProgress read(GenericKubernetesResource main);

    /** What this engine cannot do of the plan, as sentences for a 422 or a condition; empty when all is well. */
    List<String> unsupported(RunPlan plan);
}

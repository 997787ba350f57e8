package io.kubesphere.ai.training.control;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.kubesphere.ai.kernel.kube.KubeObjects;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.crd.TrainingJobStatus.EngineObject;
import io.kubesphere.ai.training.engine.TrainingEngine;
import jakarta.enterprise.context.ApplicationScoped;

/** Pauses and resumes what runs, as the user wants: on the engine's object, or on the queue's where a queue rules. */
@ApplicationScoped
class EnginePause {
    /** Field manager of spec.suspend alone. */
    private static final String MANAGER = "ai-platform-pause";

    private final Engines engines;
    private final JobQueues queues;
    private final KubeObjects objects;

    EnginePause(Engines engines, JobQueues queues, KubeObjects objects) {
        this.engines = engines;
        this.queues = queues;
        this.objects = objects;
    }

    /** Makes the engine's object, as last seen, agree with the user's wish; an ended one is left alone. */
    void align(TrainingJob job, EngineObject made, GenericKubernetesResource seen) {
        var engine = engines.named(made.engine());
        if (engine.isEmpty() || engine.get().read(seen).finish().isPresent()) {
            return;
        }
        if (job.getSpec().queueName().isPresent()) {
            queues.align(job, job.getSpec().suspend());
            return;
        }
        align(engine.get(), seen, job.getSpec().suspend());
    }

    private void align(TrainingEngine engine, GenericKubernetesResource seen, boolean suspend) {
        if (isSuspended(seen) != suspend) {
            var unused = objects.applyPart(engine.suspension(seen, suspend), MANAGER);
        }
    }

    private static boolean isSuspended(GenericKubernetesResource object) {
        return Boolean.TRUE.equals(object.get("spec", "suspend"));
    }
}

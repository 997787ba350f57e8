package io.kubesphere.ai.training.engine.trainer;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.kubesphere.ai.kernel.workload.EngineProgress;
import io.kubesphere.ai.training.engine.EngineApi;
import io.kubesphere.ai.training.engine.EventSource;
import io.kubesphere.ai.training.engine.RunPlan;
import io.kubesphere.ai.training.engine.TrainingEngine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * A TrainJob and the TrainingRuntime that it names. The runtime is ours alone, since init containers, mounts and the
 * variables of the program's container cannot be patched into a shared one. When a worker fails all start again.
 */
@ApplicationScoped
public class KubeflowTrainerEngine implements TrainingEngine {
    static final String NAME = "KubeflowTrainer";
    private static final int PREFERENCE = 20;
    private static final int LONGEST_LABEL = 63;

    /** What the Job controller appends to a pod's name. */
    private static final String SUFFIX = "-abcde";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int preference() {
        return PREFERENCE;
    }

    @Override
    public EngineApi api() {
        return new EngineApi(TrainerObjects.API_VERSION, TrainerObjects.TRAIN_JOB, "trainjobs");
    }

    @Override
    public List<HasMetadata> desired(RunPlan plan) {
        var objects = new TrainerObjects(plan);
        return List.of(objects.runtime(), objects.trainJob());
    }

    @Override
    public List<EventSource> eventSources(String run) {
        return List.of(new EventSource("JobSet", run), new EventSource("Job", TrainerObjects.jobName(run)));
    }

    @Override
    public EngineProgress read(GenericKubernetesResource main) {
        return TrainJobProgress.read(main);
    }

    @Override
    public List<String> unsupported(RunPlan plan) {
        var reasons = new ArrayList<String>();
        if (!plan.name().matches("[a-z]([-a-z0-9]*[a-z0-9])?")) {
            reasons.add("the name " + plan.name() + " must begin with a letter");
        }
        var pod = TrainerObjects.jobName(plan.name()) + "-" + (plan.replicas() - 1) + SUFFIX;
        if (pod.length() > LONGEST_LABEL) {
            reasons.add("the name is too long: pods are called like " + pod + ", at most 63 characters");
        }
        return List.copyOf(reasons);
    }
}

package io.kubesphere.ai.training.engine.trainer;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.kubesphere.ai.training.engine.Rendezvous;
import io.kubesphere.ai.training.engine.RunPlan;
import io.kubesphere.ai.training.engine.TrainingEngine;
import io.kubesphere.ai.training.engine.WorkerPods;
import io.kubesphere.ai.training.engine.kueue.KueueLabels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The two objects of a run. The runtime is shaped like Trainer's torch-distributed, so that its torch plugin serves it. */
final class TrainerObjects {
    static final String API_VERSION = "trainer.kubeflow.org/v1alpha1";
    static final String TRAIN_JOB = "TrainJob";
    static final String RUNTIME = "TrainingRuntime";

    /** By this label Trainer knows which of a runtime's jobs runs the program. */
    private static final Map<String, String> STEP = Map.of("trainer.kubeflow.org/trainjob-ancestor-step", "trainer");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunPlan plan;
    private final int processes;

    TrainerObjects(RunPlan plan) {
        this.plan = plan;
        this.processes = WorkerPods.processes(plan.resources());
    }

    /** Name of the Job that JobSet makes for the workers. */
    static String jobName(String run) {
        return run + "-" + TrainingEngine.PROGRAM + "-0";
    }

    /** Trainer's torch plugin sets the PET variables only if the TrainJob has a {@code trainer}, be it empty. */
    GenericKubernetesResource trainJob() {
        var spec = new HashMap<String, Object>();
        spec.put("runtimeRef", Map.of("apiGroup", "trainer.kubeflow.org", "kind", RUNTIME, "name", plan.name()));
        spec.put("trainer", Map.of("numNodes", plan.replicas(), "numProcPerNode", processes));
        spec.put("suspend", KueueLabels.suspended(plan));
        plan.deadlineSeconds().ifPresent(seconds -> spec.put("activeDeadlineSeconds", seconds));
        return object(TRAIN_JOB, KueueLabels.of(plan), spec);
    }

    GenericKubernetesResource runtime() {
        var policy = Map.of("numNodes", plan.replicas(), "torch", Map.of());
        return object(RUNTIME, plan.labels(), Map.of("mlPolicy", policy, "template", jobSet()));
    }

    /**
     * Without a time to live: Trainer would make an expired JobSet anew, for ever (kubeflow/trainer#3779). The Job itself
     * gives up at once, so that JobSet restarts all workers together.
     */
    private Map<String, Object> jobSet() {
        var job = Map.of(
                "metadata",
                Map.of("labels", withStep()),
                "spec",
                Map.of("backoffLimit", 0, "completionMode", "Indexed", "template", pod()));
        var workers = Map.of("name", TrainingEngine.PROGRAM, "replicas", 1, "template", job);
        return Map.of(
                "metadata",
                Map.of("labels", plan.labels()),
                "spec",
                Map.of(
                        "failurePolicy",
                        Map.of("maxRestarts", plan.retries().orElse(0)),
                        "replicatedJobs",
                        List.of(workers)));
    }

    private Map<String, String> withStep() {
        var labels = new HashMap<>(plan.labels());
        labels.putAll(STEP);
        return labels;
    }

    /** JobSet names pods {@code <job>-<rank>} in a headless Service that is called like the JobSet. */
    private Map<String, Object> pod() {
        var address = jobName(plan.name()) + "-0." + plan.name();
        var rendezvous = new Rendezvous(address, plan.replicas(), processes);
        return JSON.convertValue(WorkerPods.template(plan, rendezvous.variables()), new TypeReference<>() {});
    }

    private GenericKubernetesResource object(String kind, Map<String, String> labels, Map<String, Object> spec) {
        var object = new GenericKubernetesResource();
        object.setApiVersion(API_VERSION);
        object.setKind(kind);
        object.setMetadata(new ObjectMetaBuilder()
                .withNamespace(plan.namespace())
                .withName(plan.name())
                .withLabels(labels)
                .withAnnotations(plan.annotations())
                .withOwnerReferences(plan.owner())
                .build());
        object.setAdditionalProperty("spec", spec);
        return object;
    }
}

package io.kubesphere.ai.training.engine;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The pod that every engine runs: the user's program in the container {@link TrainingEngine#PROGRAM}, our agents around it. */
public final class WorkerPods {
    /** Kubernetes' own word for the container that people mean; read by kubectl logs and by our phase model. */
    private static final String DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";

    private WorkerPods() {}

    /** @param rendezvous comes before the plan's variables, so that these may refer to it by {@code $(NAME)} */
    public static PodTemplateSpec template(RunPlan plan, List<EnvVar> rendezvous) {
        var annotations = new HashMap<>(plan.annotations());
        annotations.put(DEFAULT_CONTAINER, TrainingEngine.PROGRAM);
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(plan.labels())
                .withAnnotations(annotations)
                .endMetadata()
                .withSpec(spec(plan, rendezvous))
                .build();
    }

    private static PodSpec spec(RunPlan plan, List<EnvVar> rendezvous) {
        var placement = plan.placement();
        return new PodSpecBuilder()
                .withRestartPolicy("Never")
                .withServiceAccountName(placement.serviceAccount().orElse(null))
                .withImagePullSecrets(placement.imagePullSecrets().stream()
                        .map(LocalObjectReference::new)
                        .toList())
                .withNodeSelector(placement.nodeSelector())
                .withPriorityClassName(
                        plan.queue().isPresent() ? null : plan.priority().orElse(null))
                .withTerminationGracePeriodSeconds(orNull(plan.terminationGraceSeconds()))
                .withInitContainers(plan.initContainers())
                .withContainers(program(plan, rendezvous))
                .withVolumes(plan.volumes())
                .build();
    }

    private static Container program(RunPlan plan, List<EnvVar> rendezvous) {
        var program = plan.container();
        return new ContainerBuilder()
                .withName(TrainingEngine.PROGRAM)
                .withImage(program.image())
                .withCommand(program.command())
                .withArgs(program.args())
                .withWorkingDir(program.directory().orElse(null))
                .withEnv(rendezvous)
                .addAllToEnv(plan.env())
                .withVolumeMounts(plan.mounts())
                .withResources(plan.resources())
                .build();
    }

    /**
     * How many processes a worker is to start: one per accelerator, one without any. An accelerator is what has a domain
     * in its name; of several, such as GPUs with their network cards, the most numerous counts.
     */
    public static int processes(ResourceRequirements resources) {
        return accelerators(resources.getLimits())
                .or(() -> accelerators(resources.getRequests()))
                .orElse(1);
    }

    private static Optional<Integer> accelerators(Map<String, Quantity> amounts) {
        return Optional.ofNullable(amounts).orElse(Map.of()).entrySet().stream()
                .filter(amount -> amount.getKey().contains("/"))
                .map(amount -> amount.getValue().getNumericalAmount().intValue())
                .filter(count -> count > 0)
                .max(Integer::compare);
    }

    private static Long orNull(OptionalLong seconds) {
        return seconds.isPresent() ? seconds.getAsLong() : null;
    }
}

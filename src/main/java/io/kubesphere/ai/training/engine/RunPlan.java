package io.kubesphere.ai.training.engine;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A training job with everything resolved: nothing is left to look up. Engines turn it into their objects.
 *
 * @param name of the run; also the name of the engine's main object (DNS-1123 label, at most 52 characters)
 * @param labels go on every object and on the pod template
 * @param annotations go on every object and on the pod template
 * @param container image, command and arguments of the user's program
 * @param env of the user's program: the workload contract (design: AIP_*, MLFLOW_*) without what only the engine knows
 *     (rank, world size, rendezvous)
 * @param initContainers run in order before the user's program; a native sidecar has restartPolicy Always
 * @param mounts of the user's container
 * @param replicas number of workers; rank 0 is the rendezvous
 * @param queue Kueue LocalQueue; put as label {@code kueue.x-k8s.io/queue-name}, nothing more
 * @param priority WorkloadPriorityClass with a queue, PriorityClass without
 * @param placement where the pods may run, as whom, and with which image credentials
 */
public record RunPlan(
        String namespace,
        String name,
        Map<String, String> labels,
        Map<String, String> annotations,
        OwnerReference owner,
        Program container,
        List<EnvVar> env,
        List<Container> initContainers,
        List<Volume> volumes,
        List<VolumeMount> mounts,
        ResourceRequirements resources,
        int replicas,
        boolean suspend,
        Optional<String> queue,
        Optional<String> priority,
        Placement placement,
        OptionalInt retries,
        OptionalLong deadlineSeconds,
        OptionalLong terminationGraceSeconds) {

    /** What to run; empty command or args mean the image's own, and so does an absent directory. */
    public record Program(String image, List<String> command, List<String> args, Optional<String> directory) {}

    /** Where pods may run, as whom, and with which image credentials. */
    public record Placement(
            Map<String, String> nodeSelector, Optional<String> serviceAccount, List<String> imagePullSecrets) {}
}

package io.kubesphere.ai.overview.control;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.kernel.workload.Phase;
import io.kubesphere.ai.overview.Measure;
import io.kubesphere.ai.training.JobGlance;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Machines, pods and jobs as short to say as a test wants them. */
final class Clusters {
    static final String GPU = "nvidia.com/gpu";
    static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
    static final FreeBlocks FREE_BLOCKS = new FreeBlocks(new FreeBlocks.Companion(Measure.CPU.amountOf(1), 1L << 30));

    private Clusters() {}

    static Node node(String name, Map<String, String> has, Map<String, String> labels) {
        var capacity = new HashMap<String, Quantity>();
        has.forEach((resource, amount) -> capacity.put(resource, new Quantity(amount)));
        capacity.put("pods", new Quantity("110"));
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .withCapacity(capacity)
                .withAllocatable(capacity)
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();
    }

    /** The same machine, with an address. */
    static Node at(String address, Node node) {
        return new NodeBuilder(node)
                .editStatus()
                .addNewAddress(address, "InternalIP")
                .endStatus()
                .build();
    }

    static Pod pod(String namespace, String name, String node, Map<String, String> asks, Map<String, String> labels) {
        var requests = new HashMap<String, Quantity>();
        asks.forEach((resource, amount) -> requests.put(resource, new Quantity(amount)));
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .withUid("uid-" + namespace + "-" + name)
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .addNewContainer()
                .withName("main")
                .withNewResources()
                .withRequests(requests)
                .endResources()
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .withStartTime(NOW.minusSeconds(7200).toString())
                .endStatus()
                .build();
    }

    /** Labels that the platform puts on pods of a job. */
    static Map<String, String> ofJob(String uid, String application) {
        return Map.of(Labels.RUN, uid, Labels.RUN_UID, uid, Labels.APPLICATION, application);
    }

    static JobGlance job(String namespace, String uid, String creator, Phase phase) {
        return new JobGlance(namespace, uid, uid, Optional.of(creator), phase, "Reason", "Message", 1, NOW);
    }

    static Census census(List<Node> nodes, List<Pod> pods, List<JobGlance> jobs) {
        var cache = new ClusterCache();
        nodes.forEach(cache.machineTrace()::seen);
        pods.forEach(cache.podTrace()::seen);
        return Census.of(NOW, cache.machines(), cache.pods(), jobs, FREE_BLOCKS);
    }
}

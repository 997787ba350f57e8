package io.kubesphere.ai.standalone.runner.scheduler;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.NodeStatusBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Keeps the Node object of this machine: made if it is missing, and its heartbeat going. */
public final class NodeRegistration {

    private static final Duration HEARTBEAT = Duration.ofMinutes(1);
    private static final String RUNTIME = "process://1";

    private final KubernetesClient client;
    private final String name;
    private final int kubeletPort;
    private final Map<String, Quantity> capacity;
    private final Clock clock;

    /** @param kubeletPort where the API server asks for logs; 0 when it need not ask */
    public NodeRegistration(
            KubernetesClient client, String name, int kubeletPort, Map<String, Quantity> capacity, Clock clock) {
        this.client = client;
        this.name = name;
        this.kubeletPort = kubeletPort;
        this.capacity = Map.copyOf(capacity);
        this.clock = clock;
    }

    /** Answers when the next heartbeat is due. Labels and taints that others have set stay. */
    public Duration beat() {
        var existing = Optional.ofNullable(client.nodes().withName(name).get());
        var node = existing.orElseGet(this::create);
        client.resource(new NodeBuilder(node).withStatus(status(node)).build()).updateStatus();
        return HEARTBEAT;
    }

    private Node create() {
        var node = new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("kubernetes.io/hostname", name)
                .addToLabels("kubernetes.io/os", "linux")
                .addToLabels("kubernetes.io/arch", architecture())
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .build();
        return client.resource(node).create();
    }

    private static String architecture() {
        var java = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return java.equals("aarch64") ? "arm64" : java;
    }

    private NodeStatus status(Node node) {
        return new NodeStatusBuilder()
                .withCapacity(capacity)
                .withAllocatable(capacity)
                .withAddresses(new NodeAddress("127.0.0.1", "InternalIP"), new NodeAddress(name, "Hostname"))
                .withConditions(ready(node))
                .withNewDaemonEndpoints()
                .withNewKubeletEndpoint(kubeletPort)
                .endDaemonEndpoints()
                .withNewNodeInfo()
                .withArchitecture(architecture())
                .withOperatingSystem("linux")
                .withOsImage(System.getProperty("os.name") + ", processes without images")
                .withKernelVersion(System.getProperty("os.version"))
                .withContainerRuntimeVersion(RUNTIME)
                .withKubeletVersion("standalone")
                .withKubeProxyVersion("")
                .withMachineID("")
                .withSystemUUID("")
                .withBootID("")
                .endNodeInfo()
                .build();
    }

    private NodeCondition ready(Node node) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        var since = Optional.ofNullable(node.getStatus()).orElseGet(NodeStatus::new).getConditions().stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .filter(condition -> condition.getStatus().equals("True"))
                .map(NodeCondition::getLastTransitionTime)
                .findFirst();
        return new NodeConditionBuilder()
                .withType("Ready")
                .withStatus("True")
                .withReason("KubeletReady")
                .withMessage("pods run as processes of this machine")
                .withLastHeartbeatTime(now)
                .withLastTransitionTime(since.orElse(now))
                .build();
    }
}

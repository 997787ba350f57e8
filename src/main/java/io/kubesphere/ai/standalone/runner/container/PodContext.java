package io.kubesphere.ai.standalone.runner.container;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.kubesphere.ai.standalone.runner.state.PodDirectory;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A pod with what only its node knows: where its files are, its address, and what the node can give at most. */
public record PodContext(Pod pod, PodDirectory directory, String address, Map<String, Quantity> allocatable) {

    /** All pods' host: this machine. */
    public static final String HOST_ADDRESS = "127.0.0.1";

    public PodContext {
        allocatable = Map.copyOf(allocatable);
    }

    public String namespace() {
        return pod.getMetadata().getNamespace();
    }

    /** What the pod calls itself, at most 63 characters as a host name must be. */
    public String hostname() {
        return hostname(pod);
    }

    public static String hostname(Pod pod) {
        var given = Optional.ofNullable(pod.getSpec().getHostname()).filter(name -> !name.isEmpty());
        var name = given.orElse(pod.getMetadata().getName());
        return name.length() <= 63 ? name : name.substring(0, 63).replaceAll("[-.]+$", "");
    }

    Optional<Container> container(String name) {
        return Stream.concat(pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
                .filter(container -> container.getName().equals(name))
                .findFirst();
    }
}

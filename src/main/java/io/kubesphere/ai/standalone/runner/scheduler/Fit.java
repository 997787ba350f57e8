package io.kubesphere.ai.standalone.runner.scheduler;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a pod fits on the node beside those that are there, in kube-scheduler's words. A request of CPU, memory or disk
 * beyond what the machine has counts as all of it: such a pod waits until it is alone and then runs, since nothing confines
 * it anyway. A device that the machine does not have is never to be had.
 */
record Fit(Node node, Requests allocatable) {

    private static final Set<String> PLAIN = Set.of("cpu", "memory", "ephemeral-storage");
    private static final String NO_VICTIMS = "No preemption victims found for incoming pod";
    static final String NOT_HELPFUL = "Preemption is not helpful for scheduling";

    static Fit on(Node node) {
        return new Fit(node, Requests.of(node.getStatus().getAllocatable()));
    }

    /** Why it does not fit; empty when it does. */
    Optional<String> refusal(Pod pod, Collection<Pod> others) {
        var placement = new Placement(node).refusal(pod);
        if (placement.isPresent()) {
            return placement.map(why -> sentence("1 " + why, NOT_HELPFUL));
        }
        var lacking = lacking(pod, others);
        return lacking.isEmpty() ? Optional.empty() : Optional.of(sentence(String.join(", ", lacking), NO_VICTIMS));
    }

    /** @param preemption why no other pod makes way */
    static String sentence(String why, String preemption) {
        return "0/1 nodes are available: " + why + ". preemption: 0/1 nodes are available: 1 " + preemption + ".";
    }

    private List<String> lacking(Pod pod, Collection<Pod> others) {
        var used = others.stream().map(this::capped).reduce(Requests.NONE, Requests::plus);
        var wanted = capped(pod);
        var lacking = new ArrayList<String>();
        wanted.amounts().keySet().stream()
                .sorted()
                .filter(name -> wanted.of(name).signum() > 0)
                .filter(name -> used.of(name).add(wanted.of(name)).compareTo(allocatable.of(name)) > 0)
                .forEach(name -> lacking.add("1 Insufficient " + name));
        if (BigDecimal.valueOf(others.size() + 1L).compareTo(allocatable.of("pods")) > 0) {
            lacking.add("1 Too many pods");
        }
        return lacking;
    }

    private Requests capped(Pod pod) {
        var requests = Requests.of(pod);
        var capped = new java.util.HashMap<>(requests.amounts());
        capped.replaceAll((name, amount) -> PLAIN.contains(name) ? amount.min(allocatable.of(name)) : amount);
        return new Requests(capped);
    }
}

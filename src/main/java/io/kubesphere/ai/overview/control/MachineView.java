package io.kubesphere.ai.overview.control;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import io.kubesphere.ai.overview.Amounts;
import io.kubesphere.ai.overview.Measure;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What we remember of a machine.
 *
 * @param isOpen whether new pods may come, as far as that does not depend on the pod
 * @param cards units of each extended resource that pods may have
 * @param devices units of other extended resources
 * @param addresses in the cluster's network
 * @param pods that it may run
 */
record MachineView(
        String name,
        State state,
        boolean isOpen,
        Map<String, String> labels,
        Amounts capacity,
        Amounts allocatable,
        Map<String, Long> cards,
        Map<String, Long> devices,
        Set<String> addresses,
        long pods) {

    enum State {
        Ready,
        NotReady,
        Cordoned
    }

    static MachineView of(Node node) {
        var status = node.getStatus();
        var labels = Objects.requireNonNullElse(node.getMetadata().getLabels(), Map.<String, String>of());
        var capacity = numbers(status == null ? null : status.getCapacity());
        var allocatable = numbers(status == null ? null : status.getAllocatable());
        var state = state(node);
        return new MachineView(
                node.getMetadata().getName(),
                state,
                state == State.Ready && taints(node).stream().noneMatch(MachineView::keepsJobsAway),
                Map.copyOf(labels),
                amounts(capacity, labels),
                amounts(allocatable, labels),
                PodRequests.cards(allocatable),
                PodRequests.devices(allocatable),
                addresses(node),
                allocatable.getOrDefault("pods", BigDecimal.ZERO).longValue());
    }

    /** As its label says; empty when nothing does. */
    String model() {
        return labels.getOrDefault(CardUnits.MODEL, "");
    }

    private static Map<String, BigDecimal> numbers(Map<String, Quantity> quantities) {
        var numbers = new HashMap<String, BigDecimal>();
        Objects.requireNonNullElse(quantities, Map.<String, Quantity>of())
                .forEach((resource, quantity) -> numbers.put(resource, quantity.getNumericalAmount()));
        return numbers;
    }

    /** Cards are known wherever anything is: a machine without any has none. */
    static Amounts amounts(Map<String, BigDecimal> numbers, Map<String, String> labels) {
        var sum = Amounts.UNKNOWN
                .with(Measure.CPU, PodRequests.cpu(numbers))
                .with(Measure.MEMORY, PodRequests.memory(numbers));
        return sum.plus(cards(PodRequests.cards(numbers), labels));
    }

    static Amounts cards(Map<String, Long> cards, Map<String, String> labels) {
        var sum = Amounts.UNKNOWN.with(Measure.GPU, 0);
        for (var card : cards.entrySet()) {
            sum = sum.plus(CardUnits.of(card.getKey(), card.getValue(), labels));
        }
        return sum;
    }

    private static Set<String> addresses(Node node) {
        return Optional.ofNullable(node.getStatus()).map(status -> status.getAddresses()).orElse(List.of()).stream()
                .filter(address -> "InternalIP".equals(address.getType()))
                .map(address -> address.getAddress())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Taint> taints(Node node) {
        return node.getSpec() == null ? List.of() : node.getSpec().getTaints();
    }

    /** Pods that ask for a resource tolerate taints that are named after it (ExtendedResourceToleration). */
    private static boolean keepsJobsAway(Taint taint) {
        return !"PreferNoSchedule".equals(taint.getEffect()) && !CardUnits.isCards(taint.getKey());
    }

    private static State state(Node node) {
        var conditions = Optional.ofNullable(node.getStatus()).map(status -> status.getConditions());
        var isReady = conditions.orElse(List.of()).stream()
                .anyMatch(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
        if (!isReady) {
            return State.NotReady;
        }
        var isCordoned =
                node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable());
        return isCordoned ? State.Cordoned : State.Ready;
    }
}

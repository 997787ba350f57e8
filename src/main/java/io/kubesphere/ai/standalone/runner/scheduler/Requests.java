package io.kubesphere.ai.standalone.runner.scheduler;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Amounts of resources by name. */
record Requests(Map<String, BigDecimal> amounts) {

    static final Requests NONE = new Requests(Map.of());

    Requests {
        amounts = Map.copyOf(amounts);
    }

    static Requests of(Map<String, Quantity> quantities) {
        var amounts = new HashMap<String, BigDecimal>();
        Optional.ofNullable(quantities)
                .ifPresent(all -> all.forEach((name, quantity) -> amounts.put(name, quantity.getNumericalAmount())));
        return new Requests(amounts);
    }

    /**
     * What a pod needs at most at any time: its main containers with its sidecars, or an init container with the sidecars
     * that have started before it.
     */
    static Requests of(Pod pod) {
        var spec = pod.getSpec();
        var sidecars = NONE;
        var most = NONE;
        for (var container : spec.getInitContainers()) {
            if ("Always".equals(container.getRestartPolicy())) {
                sidecars = sidecars.plus(of(container));
                most = most.max(sidecars);
            } else {
                most = most.max(sidecars.plus(of(container)));
            }
        }
        var together = sidecars;
        for (var container : spec.getContainers()) {
            together = together.plus(of(container));
        }
        return most.max(together).plus(of(spec.getOverhead()));
    }

    private static Requests of(Container container) {
        return container.getResources() == null
                ? NONE
                : of(container.getResources().getRequests());
    }

    BigDecimal of(String resource) {
        return amounts.getOrDefault(resource, BigDecimal.ZERO);
    }

    Requests plus(Requests other) {
        var sum = new HashMap<>(amounts);
        other.amounts.forEach((name, amount) -> sum.merge(name, amount, BigDecimal::add));
        return new Requests(sum);
    }

    private Requests max(Requests other) {
        var max = new HashMap<>(amounts);
        other.amounts.forEach((name, amount) -> max.merge(name, amount, BigDecimal::max));
        return new Requests(max);
    }
}

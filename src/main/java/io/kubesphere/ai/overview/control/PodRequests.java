package io.kubesphere.ai.overview.control;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the scheduler sets aside for a pod (k8s.io/component-helpers/resource: PodRequests). */
final class PodRequests {
    private PodRequests() {}

    /** By resource, in its own unit: the greater of what its containers need together and what one of its beginnings does. */
    static Map<String, BigDecimal> of(PodSpec spec) {
        var together = new HashMap<String, BigDecimal>();
        spec.getContainers().forEach(container -> add(together, requests(container)));
        var sidecars = new HashMap<String, BigDecimal>();
        var beginning = new HashMap<String, BigDecimal>();
        for (var container : spec.getInitContainers()) {
            if ("Always".equals(container.getRestartPolicy())) {
                add(sidecars, requests(container));
                raise(beginning, sidecars);
            } else {
                var needed = new HashMap<>(sidecars);
                add(needed, requests(container));
                raise(beginning, needed);
            }
        }
        add(together, sidecars);
        raise(together, beginning);
        ofWholePod(spec).forEach((resource, quantity) -> together.put(resource, amount(quantity)));
        add(together, Objects.requireNonNullElse(spec.getOverhead(), Map.of()));
        return together;
    }

    /** Said of the pod as a whole (KEP 2837), it goes before what its containers say. */
    private static Map<String, Quantity> ofWholePod(PodSpec spec) {
        return Optional.ofNullable(spec.getResources())
                .map(resources -> resources.getRequests())
                .orElse(Map.of());
    }

    /** A limit stands for a request that is not given, as the API server writes it too. */
    private static Map<String, Quantity> requests(Container container) {
        var resources = container.getResources();
        if (resources == null) {
            return Map.of();
        }
        var all = new HashMap<>(Objects.requireNonNullElse(resources.getLimits(), Map.<String, Quantity>of()));
        all.putAll(Objects.requireNonNullElse(resources.getRequests(), Map.of()));
        return all;
    }

    private static void add(Map<String, BigDecimal> sum, Map<String, ?> more) {
        more.forEach((resource, quantity) -> sum.merge(resource, amount(quantity), BigDecimal::add));
    }

    private static void raise(Map<String, BigDecimal> most, Map<String, BigDecimal> other) {
        other.forEach((resource, amount) -> most.merge(resource, amount, BigDecimal::max));
    }

    private static BigDecimal amount(Object quantity) {
        return quantity instanceof Quantity given ? given.getNumericalAmount() : (BigDecimal) quantity;
    }

    /** Names of all resources that are cards, with their counts. */
    static Map<String, Long> cards(Map<String, BigDecimal> requests) {
        var cards = new HashMap<String, Long>();
        requests.forEach((resource, amount) -> {
            if (CardUnits.isCards(resource) && amount.signum() > 0) {
                cards.put(resource, amount.longValue());
            }
        });
        return Map.copyOf(cards);
    }

    /** Other extended resources, such as network devices, with their counts. */
    static Map<String, Long> devices(Map<String, BigDecimal> requests) {
        var devices = new HashMap<String, Long>();
        requests.forEach((resource, amount) -> {
            if (resource.contains("/") && !CardUnits.isCards(resource) && amount.signum() > 0) {
                devices.put(resource, amount.longValue());
            }
        });
        return Map.copyOf(devices);
    }

    /** Millionths of a core, rounded up as the scheduler rounds. */
    static long cpu(Map<String, BigDecimal> requests) {
        return requests.getOrDefault("cpu", BigDecimal.ZERO)
                .movePointRight(6)
                .setScale(0, RoundingMode.CEILING)
                .longValue();
    }

    static long memory(Map<String, BigDecimal> requests) {
        return requests.getOrDefault("memory", BigDecimal.ZERO)
                .setScale(0, RoundingMode.CEILING)
                .longValue();
    }
}

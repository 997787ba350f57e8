package io.kubesphere.ai.overview.engine.metricsapi;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kubesphere.ai.kernel.kube.KubernetesFailures;
import io.kubesphere.ai.kernel.workload.Timestamps;
import io.kubesphere.ai.overview.Amounts;
import io.kubesphere.ai.overview.Measure;
import io.kubesphere.ai.overview.PodName;
import io.kubesphere.ai.overview.engine.Usage;
import io.kubesphere.ai.overview.engine.UsageSource;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * CPU and memory of now from {@code metrics.k8s.io}, as metrics-server answers it. It cannot be watched, so both lists are
 * read anew each time; it knows neither cards nor history.
 */
public final class MetricsApiUsage implements UsageSource {
    public static final String API_VERSION = "metrics.k8s.io/v1beta1";
    public static final String KIND = "NodeMetrics";

    private final KubernetesClient client;

    public MetricsApiUsage(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public String name() {
        return "metrics.k8s.io";
    }

    @Override
    public Usage now() {
        try {
            return read();
        } catch (KubernetesClientException failed) {
            throw KubernetesFailures.problem(failed);
        }
    }

    private Usage read() {
        var nodes = client.top().nodes().metrics().getItems();
        var pods = client.top().pods().metrics().getItems();
        var machines = new HashMap<String, Amounts>();
        nodes.forEach(node -> machines.put(node.getMetadata().getName(), amounts(node.getUsage())));
        var each = new HashMap<PodName, Amounts>();
        for (var pod : pods) {
            var sum = pod.getContainers().stream()
                    .map(container -> amounts(container.getUsage()))
                    .reduce(Amounts.UNKNOWN, Amounts::plus);
            each.put(
                    new PodName(
                            pod.getMetadata().getNamespace(), pod.getMetadata().getName()),
                    sum);
        }
        var times = times(Stream.concat(
                nodes.stream().map(node -> node.getTimestamp()), pods.stream().map(pod -> pod.getTimestamp())));
        return new Usage(times, machines, Map.of(), Map.of(), each, Optional.empty());
    }

    private static Map<Measure, Instant> times(Stream<String> stamps) {
        var times = new EnumMap<Measure, Instant>(Measure.class);
        stamps.map(Timestamps::parse)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .ifPresent(oldest -> {
                    times.put(Measure.CPU, oldest);
                    times.put(Measure.MEMORY, oldest);
                });
        return times;
    }

    private static Amounts amounts(Map<String, Quantity> usage) {
        var amounts = Amounts.UNKNOWN;
        if (usage.containsKey("cpu")) {
            amounts = amounts.with(Measure.CPU, whole(usage.get("cpu"), 6));
        }
        return usage.containsKey("memory") ? amounts.with(Measure.MEMORY, whole(usage.get("memory"), 0)) : amounts;
    }

    private static long whole(Quantity quantity, int decimals) {
        return quantity.getNumericalAmount()
                .movePointRight(decimals)
                .setScale(0, RoundingMode.HALF_UP)
                .longValue();
    }
}

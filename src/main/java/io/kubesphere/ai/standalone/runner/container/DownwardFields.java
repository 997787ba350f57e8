package io.kubesphere.ai.standalone.runner.container;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ObjectFieldSelector;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceFieldSelector;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a pod may learn about itself (the downward API). */
record DownwardFields(PodContext context) {

    private static final Pattern ENTRY = Pattern.compile("metadata\\.(labels|annotations)\\['(.+)'\\]");

    String field(ObjectFieldSelector selector) {
        var path = selector.getFieldPath();
        var entry = ENTRY.matcher(path);
        if (entry.matches()) {
            return entries(entry.group(1)).getOrDefault(entry.group(2), "");
        }
        var pod = context.pod();
        return switch (path) {
            case "metadata.name" -> pod.getMetadata().getName();
            case "metadata.namespace" -> pod.getMetadata().getNamespace();
            case "metadata.uid" -> pod.getMetadata().getUid();
            case "metadata.labels", "metadata.annotations" -> lines(entries(path.substring("metadata.".length())));
            case "spec.nodeName" -> pod.getSpec().getNodeName();
            case "spec.serviceAccountName" -> pod.getSpec().getServiceAccountName();
            case "status.hostIP", "status.hostIPs" -> PodContext.HOST_ADDRESS;
            case "status.podIP", "status.podIPs" -> context.address();
            default -> throw Problem.of(Problem.Code.INVALID, "unsupported fieldPath: %s", path);
        };
    }

    private Map<String, String> entries(String kind) {
        var metadata = context.pod().getMetadata();
        var entries = kind.equals("labels") ? metadata.getLabels() : metadata.getAnnotations();
        return Optional.ofNullable(entries).orElse(Map.of());
    }

    private static String lines(Map<String, String> entries) {
        return new TreeMap<>(entries)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + quoted(entry.getValue()))
                        .collect(Collectors.joining("\n"));
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    /** A number of whole divisors, rounded up. A limit that is not set is what the node has. */
    String resource(ResourceFieldSelector selector, Container self) {
        var named = Optional.ofNullable(selector.getContainerName()).filter(name -> !name.isEmpty());
        var container = named.flatMap(context::container).orElse(self);
        var requirements = Optional.ofNullable(container.getResources()).orElseGet(ResourceRequirements::new);
        var parts = selector.getResource().split("\\.", 2);
        if (parts.length != 2) {
            throw Problem.of(Problem.Code.INVALID, "unsupported resource: %s", selector.getResource());
        }
        var amount =
                switch (parts[0]) {
                    case "limits" ->
                        amount(requirements.getLimits(), parts[1]).or(() -> amount(context.allocatable(), parts[1]));
                    case "requests" -> amount(requirements.getRequests(), parts[1]);
                    default ->
                        throw Problem.of(Problem.Code.INVALID, "unsupported resource: %s", selector.getResource());
                };
        return divide(amount.orElse(BigDecimal.ZERO), divisor(selector));
    }

    private static Optional<BigDecimal> amount(Map<String, Quantity> amounts, String resource) {
        return Optional.ofNullable(amounts)
                .flatMap(all -> Optional.ofNullable(all.get(resource)))
                .map(Quantity::getNumericalAmount);
    }

    private static BigDecimal divisor(ResourceFieldSelector selector) {
        return Optional.ofNullable(selector.getDivisor())
                .map(Quantity::getNumericalAmount)
                .filter(divisor -> divisor.signum() > 0)
                .orElse(BigDecimal.ONE);
    }

    private static String divide(BigDecimal amount, BigDecimal divisor) {
        return amount.divide(divisor, 0, RoundingMode.CEILING).toPlainString();
    }
}
